//! x
use crate::Failure;
use std::path::Path;
pub enum Mode { Compare, Raise }
pub fn run(_: &Path, _: Mode) -> Result<(), Failure> { Ok(()) }
