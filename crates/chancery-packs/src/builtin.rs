//! The packs that are compiled into the program.

pub(crate) mod digest;

include!(concat!(env!("OUT_DIR"), "/files.rs"));
