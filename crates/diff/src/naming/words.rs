//! Words of names: splitting, singular, what several names share.

/// `ContentAttachment`, `content-attachment` → `content_attachment`; what is not ASCII is left out.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut previous = ' ';
    for letter in name.chars() {
        if !letter.is_ascii_alphanumeric() {
            separate(&mut out);
        } else {
            if letter.is_ascii_uppercase() && (previous.is_ascii_lowercase() || previous.is_ascii_digit()) {
                separate(&mut out);
            }
            out.push(letter.to_ascii_lowercase());
        }
        previous = letter;
    }
    let trimmed = out.trim_matches('_');
    if trimmed.is_empty() { "unnamed".to_owned() } else { trimmed.to_owned() }
}

fn separate(out: &mut String) {
    if !out.is_empty() && !out.ends_with('_') {
        out.push('_');
    }
}

/// `users` → `user`, `categories` → `category`; what does not look like a plural stays.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if ["sses", "shes", "ches", "xes"].iter().any(|end| word.ends_with(end)) {
        return word.get(..word.len() - 2).unwrap_or(word).to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if !["s", "u", "i"].iter().any(|end| stem.ends_with(end)) && stem.len() > 1 => {
            stem.to_owned()
        }
        _ => word.to_owned(),
    }
}

/// The word that all names share, in its longest form: `verified_at, verification_token` → `verification`.
pub(super) fn shared(names: &[String]) -> Option<String> {
    const SHORTEST_STEM: usize = 5;
    let stem = |word: &str| word.get(..SHORTEST_STEM).map_or_else(|| word.to_owned(), str::to_owned);
    let first = names.first()?;
    let candidate = first
        .split('_')
        .filter(|word| word.len() > 2)
        .map(stem)
        .find(|wanted| names.iter().all(|name| name.split('_').any(|word| stem(word) == *wanted)))?;
    let forms = names.iter().flat_map(|name| name.split('_')).filter(|word| stem(word) == candidate);
    // the longest form reads best; of equal ones the first
    forms
        .fold(None, |best: Option<&str>, word| match best {
            Some(best) if best.len() >= word.len() => Some(best),
            _ => Some(word),
        })
        .map(str::to_owned)
}

/// Cut at a word so that it is no longer than this, without a dangling joint at the end.
pub(super) fn shortened(name: &str, longest: usize) -> String {
    const JOINTS: [&str; 6] = ["and", "to", "from", "of", "on", "in"];
    if name.len() <= longest {
        return name.to_owned();
    }
    let mut kept = String::new();
    for word in name.split('_') {
        let joint = usize::from(!kept.is_empty());
        if kept.len() + joint + word.len() > longest {
            break;
        }
        if joint == 1 {
            kept.push('_');
        }
        kept.push_str(word);
    }
    while let Some((head, _)) = kept.rsplit_once('_').filter(|(_, last)| JOINTS.contains(last)) {
        kept = head.to_owned();
    }
    if kept.is_empty() { name.chars().take(longest).collect() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_words() {
        assert_eq!(snake("ContentAttachment"), "content_attachment");
        assert_eq!(snake("_AToB"), "ato_b");
        assert_eq!(snake("user-Sessions 2"), "user_sessions_2");
        assert_eq!(snake("पाठ"), "unnamed");
        assert_eq!(
            ["users", "categories", "boxes", "status", "news"].map(singular)[..4],
            ["user", "category", "box", "status"]
        );
    }

    #[test]
    fn the_shared_word_is_the_longest_form() {
        let names = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let shared_by = |list: &[&str]| shared(&names(list));
        assert_eq!(
            shared_by(&["verified_at", "verification_token", "verification_sent_at"]).as_deref(),
            Some("verification")
        );
        assert_eq!(shared_by(&["title", "body"]), None);
    }

    #[test]
    fn long_names_end_at_a_word() {
        assert_eq!(shortened("add_something_to_everything", 17), "add_something");
        assert_eq!(shortened(&"x".repeat(60), 50).len(), 50);
    }
}
