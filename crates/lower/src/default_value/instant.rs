//! Dates and times as RFC 3339 writes them.

/// `2020-01-01T00:00:00Z` as Prisma writes it into a default: `2020-01-01 00:00:00 +00:00`.
pub(super) fn rendered(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let separator = text.get(10..11)?;
    let (time, offset) = split_offset(text.get(11..)?)?;
    let valid = is_date(date) && matches!(separator, "T" | "t" | " ") && is_time(time);
    valid.then(|| format!("{date} {time} {offset}"))
}

/// The time of day and `+hh:mm`.
fn split_offset(text: &str) -> Option<(&str, String)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time, "+00:00".to_owned()));
    }
    let at = text.rfind(['+', '-'])?;
    let (time, offset) = text.split_at(at);
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    (number(hours, 2)? < 24 && number(minutes, 2)? < 60).then(|| (time, offset.to_owned()))
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day)) = (
        parts.next().and_then(|part| number(part, 4)),
        parts.next().and_then(|part| number(part, 2)),
        parts.next().and_then(|part| number(part, 2)),
    ) else {
        return false;
    };
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    parts.next().is_none() && (1..=days).contains(&day)
}

/// `12:30:59` with an optional fraction.
fn is_time(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let parts: Vec<u32> = clock.split(':').filter_map(|part| number(part, 2)).collect();
    let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    clock.len() == 8 && digits && matches!(parts.as_slice(), [0..=23, 0..=59, 0..=60])
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn instants() {
        assert_eq!(rendered("2020-01-01T00:00:00Z").as_deref(), Some("2020-01-01 00:00:00 +00:00"));
        let shown = rendered("2024-02-29T23:59:59.123+05:45");
        assert_eq!(shown.as_deref(), Some("2024-02-29 23:59:59.123 +05:45"));
        for wrong in ["2020-01-01", "2023-02-29T00:00:00Z", "2020-01-01T24:00:00Z", "", "ä"] {
            assert_eq!(rendered(wrong), None, "{wrong}");
        }
    }
}
