//! Times and intervals in the text that their output functions give, as far as that is certain.

/// True for `10:00`, to which the server adds the seconds.
pub(super) fn is_short_time(text: &str) -> bool {
    let two = |s: &str, most: u32| s.len() == 2 && s.parse::<u32>().is_ok_and(|n| n < most);
    text.split_once(':').is_some_and(|(hour, minute)| two(hour, 24) && two(minute, 60))
}

/// `1 hour` as `01:00:00`, `2 weeks` as `14 days`: whole, positive amounts of named units, or what is printed already.
pub(super) fn interval(text: &str) -> Option<String> {
    let (mut months, mut days, mut seconds) = (0_u64, 0_u64, 0_u64);
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if let Some(time) = clock_seconds(word) {
            seconds = seconds.checked_add(time)?;
            continue;
        }
        let amount: u64 = word.parse().ok().filter(|n| *n < 1_000_000)?;
        match words.next()?.to_ascii_lowercase().trim_end_matches('s') {
            "year" => months += amount * 12,
            "month" | "mon" => months += amount,
            "week" => days += amount * 7,
            "day" => days += amount,
            "hour" => seconds += amount * 3600,
            "minute" | "min" => seconds += amount * 60,
            "second" | "sec" => seconds += amount,
            _ => return None,
        }
    }
    Some(printed(months, days, seconds))
}

fn clock_seconds(word: &str) -> Option<u64> {
    let mut parts = word.split(':');
    let mut part = || parts.next().and_then(|p| p.parse::<u64>().ok());
    let (hours, minutes, seconds) = (part()?, part()?, part()?);
    (hours < 1_000_000 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

fn printed(months: u64, days: u64, seconds: u64) -> String {
    let mut parts = Vec::new();
    let mut unit = |n: u64, name: &str| {
        if n > 0 {
            parts.push(format!("{n} {name}{}", if n == 1 { "" } else { "s" }));
        }
    };
    unit(months / 12, "year");
    unit(months % 12, "mon");
    unit(days, "day");
    if seconds > 0 || parts.is_empty() {
        parts.push(format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_server_prints() {
        for (text, shown) in [
            ("1 day", "1 day"),
            ("30 days", "30 days"),
            ("1 hour", "01:00:00"),
            ("90 minutes", "01:30:00"),
            ("14 months 2 weeks 01:00:05", "1 year 2 mons 14 days 01:00:05"),
            ("24:00:00", "24:00:00"),
            ("0 days", "00:00:00"),
        ] {
            assert_eq!(interval(text).as_deref(), Some(shown));
        }
        assert_eq!(interval("-1 day"), None);
        assert_eq!(interval("1.5 hours"), None);
        assert!(is_short_time("12:00") && !is_short_time("12:00:00") && !is_short_time("25:00"));
    }
}
