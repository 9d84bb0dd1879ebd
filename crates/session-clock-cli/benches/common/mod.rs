//! Questions for the benches of `batch`.

use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::Path;

/// Questions of the kinds that people ask, each with its own moments: the console's, STS's, chains of both, and some that are refused.
pub fn write_questions(file: &Path, lines: usize) -> Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    for line in 0..lines {
        let at = 1_700_000_000 + line as i64;
        let asked = 900 + line % 43_000;
        match line % 8 {
            0 => write!(out, r#"{{"id":"q{line}","session":{{"via":"iam-user","at":{at}}}}}"#)?,
            1 => write!(
                out,
                r#"{{"id":"q{line}","session":{{"via":"switch-role","at":{at},"role_max":43200,"source":{{"via":"iam-user","at":{}}}}}}}"#,
                at - 36_000
            )?,
            2 => write!(
                out,
                r#"{{"id":"q{line}","session":{{"via":"switch-role","at":{at},"multi_session":true,"role_max":43200,"source":{{"via":"switch-role","at":{},"multi_session":true,"source":{{"via":"iam-user","at":{}}}}}}}}}"#,
                at - 1_800,
                at - 2_400
            )?,
            3 => write!(
                out,
                r#"{{"id":"q{line}","client":"botocore","session":{{"via":"assume-role","at":{at},"caller":{{"via":"access-key","principal":"iam-user"}},"role_max":43200,"duration_seconds":{asked}}}}}"#
            )?,
            4 => write!(
                out,
                r#"{{"id":"q{line}","session":{{"via":"assume-role","at":{at},"role_max":43200,"caller":{{"via":"assume-role","at":{},"caller":{{"via":"access-key","principal":"iam-user"}}}}}}}}"#,
                at - 60
            )?,
            5 => write!(
                out,
                r#"{{"id":"q{line}","session":{{"via":"get-session-token","at":{at},"caller":{{"via":"access-key","principal":"iam-user"}}}}}}"#
            )?,
            6 => write!(out, r#"{{"id":"q{line}","session":{{"via":"identity-center","at":{at},"permission_set_duration":28800}}}}"#)?,
            _ => write!(
                out,
                r#"{{"id":"q{line}","session":{{"via":"saml","at":{at},"session_duration":14400,"session_not_on_or_after":{}}}}}"#,
                at + 7_200
            )?,
        }
        writeln!(out)?;
    }
    out.flush()
}
