//! The digest of pack files: FNV-1a, 64 bits. The build script includes this file too.

/// The hash of files in their order, each a path and a text; the packs' own cases don't count.
pub(crate) fn hash<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> u64 {
    let counted = files.filter(|(path, _)| !(path.ends_with(".txt") && path.contains("/cases/")));
    let bytes = counted.flat_map(|(path, text)| path.bytes().chain([0]).chain(text.bytes()).chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
