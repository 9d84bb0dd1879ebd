//! ZIP archives that are the same for the same files: sorted, one date, plain permissions (PKWARE's APPNOTE, version 2.0).

use crate::shell::Done;

/// One file of an archive.
pub struct Entry {
    name: String,
    bytes: Vec<u8>,
    /// Whether it may be run.
    pub executable: bool,
}

impl Entry {
    /// A file that is only read.
    pub fn plain(name: &str, bytes: Vec<u8>) -> Entry {
        Entry { name: name.to_owned(), bytes, executable: false }
    }
}

/// 1980-01-01 00:00, the first moment that the format knows.
const DATE: [u8; 4] = [0, 0, 0x21, 0];
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

/// Packs files.
pub fn zip(mut entries: Vec<Entry>) -> Done<Vec<u8>> {
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(pair) = entries.windows(2).find(|pair| pair[0].name == pair[1].name) {
        return Err(format!("{} twice in one archive", pair[0].name));
    }
    let too_large = |_| "too large for this archive".to_owned();
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in &entries {
        let packed = miniz_oxide::deflate::compress_to_vec(&entry.bytes, 9);
        // What does not shrink is kept as it is.
        let (method, data): (u16, &[u8]) = if packed.len() < entry.bytes.len() { (8, &packed) } else { (0, &entry.bytes) };
        let offset = u32::try_from(out.len()).map_err(too_large)?;
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(FLAGS.to_le_bytes());
        common.extend(method.to_le_bytes());
        common.extend(DATE);
        common.extend(crc32(&entry.bytes).to_le_bytes());
        common.extend(u32::try_from(data.len()).map_err(too_large)?.to_le_bytes());
        common.extend(u32::try_from(entry.bytes.len()).map_err(too_large)?.to_le_bytes());
        common.extend(u16::try_from(entry.name.len()).map_err(|_| format!("{}: too long a name", entry.name))?.to_le_bytes());
        common.extend([0, 0]);

        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(entry.name.as_bytes());
        out.extend(data);

        // Made on Unix, so that permissions count.
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 6]);
        let mode: u32 = if entry.executable { 0o100_755 } else { 0o100_644 };
        directory.extend([0; 2]);
        directory.extend((mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let count = u16::try_from(entries.len()).map_err(too_large)?.to_le_bytes();
    let (size, start) = (u32::try_from(directory.len()).map_err(too_large)?, u32::try_from(out.len()).map_err(too_large)?);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    Ok(out)
}

/// The checksum of ZIP and PNG.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_crc_32() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_order_of_the_files_does_not_matter_and_a_doubled_name_is_refused() {
        let a = || Entry::plain("a", vec![b'x'; 500]);
        let b = || Entry::plain("b", b"y".to_vec());
        assert_eq!(zip(vec![a(), b()]), zip(vec![b(), a()]));
        assert!(zip(vec![a(), a()]).is_err());
    }
}
