//! The packs that are compiled into the program.

include!(concat!(env!("OUT_DIR"), "/files.rs"));
