//! Documentation from `///` lines and `/** … */`.

/// The text of one comment, without what marks it.
pub(crate) fn line(comment: &str) -> String {
    match comment.strip_prefix("///") {
        Some(text) => text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned(),
        None => starred(comment),
    }
}

/// The text of `/** … */`, without the stars at the start of its lines.
fn starred(comment: &str) -> String {
    let text = comment.strip_prefix("/**").unwrap_or(comment);
    let text = text.strip_suffix("*/").unwrap_or(text);
    let lines: Vec<_> = text.trim().lines().map(unstarred).collect();
    lines.join("\n")
}

fn unstarred(line: &str) -> &str {
    let line = line.trim();
    line.strip_prefix('*').map_or(line, str::trim_start)
}

/// Adds a line.
pub(crate) fn push(docs: &mut String, line: &str) {
    if !docs.is_empty() {
        docs.push('\n');
    }
    docs.push_str(line);
}

/// The documentation in the comment lines right before a block.
pub(crate) fn before(comments: &str) -> Option<String> {
    let mut docs: Option<String> = None;
    let mut at = 0;
    while at < comments.len() {
        let rest = comments.get(at..)?;
        match crate::lexis::skip(comments, at) {
            Some(skip) if rest.starts_with('/') => {
                let comment = rest.get(..skip.position() - at)?;
                if is_doc(comment) {
                    push(docs.get_or_insert_default(), &line(comment));
                }
                at = skip.position();
            }
            Some(_) | None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    docs
}

/// True for comments that document.
pub(crate) fn is_doc(comment: &str) -> bool {
    comment.starts_with("///") || comment.starts_with("/**") && !comment.starts_with("/**/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_comments_are_left_out() {
        assert_eq!(before("/// a\n// b\n///  c\n"), Some("a\n c".to_owned()));
        assert_eq!(before("// a\n/* b */"), None);
        assert_eq!(before("/** a\n * b\n */"), Some("a\nb".to_owned()));
    }
}
