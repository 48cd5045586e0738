//! The store as its users see it.

#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

mod articles;
mod contacts;
mod crash;
mod made;
mod opening;
mod searching;
