//! When `watch` warns, and of what. Moments in, warnings out: it shows nothing itself, so it can be tried at any moment.

use std::collections::HashMap;

use session_clock_local::{Lives, Report, Session};

use crate::show::{AMBER, RED};

/// When to warn, in seconds before the end, as the extension does.
pub const LEAD_TIMES: [i64; 3] = [AMBER, RED, 60];

/// A session is told by what it is called, and by its file where it has no name.
type Key = (Option<String>, Option<String>, Option<std::path::PathBuf>);

/// Something to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// The session.
    pub session: Session,
    /// When it ends, in Unix seconds.
    pub ends_at: i64,
    /// Whether that has come.
    pub over: bool,
}

/// Remembers what was said.
#[derive(Debug, Default)]
pub struct Warner {
    /// Of each session its end, and the least lead time that was said; 0 for the end itself.
    said: HashMap<Key, (i64, i64)>,
}

impl Warner {
    /// What is due. One warning for a session however much time has gone by, such as while the machine slept; none for what was over when
    /// it was first seen.
    pub fn due(&mut self, report: &Report, now: i64, leads: &[i64]) -> Vec<Warning> {
        let mut due = Vec::new();
        for session in &report.sessions {
            let key = (session.profile.clone(), session.sign_in.clone(), session.file.clone());
            let known = self.said.get(&key).copied();
            let end = match session.lives() {
                Lives::Until(end) => end,
                // It was watched to its end.
                Lives::Over => match known {
                    Some((end, _)) if end <= now => end,
                    _ => continue,
                },
                // What goes on has no end to warn of.
                Lives::Forever | Lives::Unknown => {
                    self.said.remove(&key);
                    continue;
                }
            };
            // A new end is a new session.
            let said = known.filter(|(of, _)| *of == end).map_or(i64::MAX, |(_, said)| said);
            let left = end - now;
            let lead = if left <= 0 { Some(0) } else { leads.iter().copied().filter(|lead| left <= *lead).min() };
            match lead {
                Some(lead) if lead < said => {
                    self.said.insert(key, (end, lead));
                    if lead > 0 || known.is_some() {
                        due.push(Warning { session: session.clone(), ends_at: end, over: lead == 0 });
                    }
                }
                _ => {
                    self.said.insert(key, (end, said));
                }
            }
        }
        due
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use session_clock_local::{Kind, State};

    use super::*;

    const END: i64 = 1_795_867_200;

    /// A profile's session.
    pub fn session(end: i64, state: State) -> Session {
        Session {
            profile: Some("dev".into()),
            sign_in: None,
            active: true,
            from: None,
            kind: Kind::Temporary,
            arn: None,
            account: None,
            expires_at: Some(end),
            state,
            renews_until: None,
            file: None,
            why: Vec::new(),
            longer: Vec::new(),
            config: None,
        }
    }

    /// What is said at those seconds before the end, one after the other: the seconds left.
    fn said(warner: &mut Warner, end: i64, lefts: &[i64]) -> Vec<i64> {
        let mut said = Vec::new();
        for left in lefts {
            let state = if *left > 0 { State::Active } else { State::Ended };
            let report = Report {
                now: end - left,
                sessions: vec![session(end, state)],
                findings: Vec::new(),
                refused: false,
                unusable: false,
                all: false,
                others: 0,
            };
            for warning in warner.due(&report, end - left, &LEAD_TIMES) {
                assert_eq!((warning.ends_at, warning.over), (end, *left <= 0));
                said.push(*left);
            }
        }
        said
    }

    #[test]
    fn at_each_lead_time_once_and_at_the_end() {
        let all: Vec<i64> = (-10..=1_000).rev().collect();
        assert_eq!(said(&mut Warner::default(), END, &all), [900, 300, 60, 0]);
    }

    #[test]
    fn after_a_sleep_only_what_is_true_now() {
        assert_eq!(said(&mut Warner::default(), END, &[1_000, 200, 199, 30]), [200, 30]);
        assert_eq!(said(&mut Warner::default(), END, &[1_000, -500, -501]), [-500]);
        // A clock that is set back says nothing twice.
        assert_eq!(said(&mut Warner::default(), END, &[899, 950, 880, 200]), [899, 200]);
    }

    #[test]
    fn what_was_over_when_it_was_first_seen_is_no_news() {
        assert_eq!(said(&mut Warner::default(), END, &[-5, -6]), [] as [i64; 0]);
        assert_eq!(said(&mut Warner::default(), END, &[800, 799]), [800]);
    }

    /// Somebody signed out, or the file was deleted: its end has not come.
    #[test]
    fn what_is_over_before_its_end_is_not_warned_of() {
        let mut warner = Warner::default();
        assert_eq!(said(&mut warner, END, &[1_000]), [] as [i64; 0]);
        let mut report = Report {
            now: END - 200,
            sessions: vec![session(END, State::Ended)],
            findings: Vec::new(),
            refused: false,
            unusable: false,
            all: false,
            others: 0,
        };
        assert_eq!(warner.due(&report, END - 200, &LEAD_TIMES), []);
        // Nothing was written since: now it has.
        report.now = END;
        assert_eq!(warner.due(&report, END, &LEAD_TIMES).len(), 1);
    }

    #[test]
    fn a_new_end_is_warned_of_anew() {
        let mut warner = Warner::default();
        assert_eq!(said(&mut warner, END, &[800]), [800]);
        assert_eq!(said(&mut warner, END + 3_600, &[4_400, 900]), [900]);
    }

    #[test]
    fn what_renews_itself_is_not_warned_of() {
        let mut renews = session(END, State::Renews);
        let mut report = Report {
            now: END - 60,
            sessions: vec![renews.clone()],
            findings: Vec::new(),
            refused: false,
            unusable: false,
            all: false,
            others: 0,
        };
        assert_eq!(Warner::default().due(&report, END - 60, &LEAD_TIMES), []);
        renews.renews_until = Some(END);
        report.sessions = vec![renews];
        assert_eq!(Warner::default().due(&report, END - 60, &LEAD_TIMES).len(), 1);
    }
}
