//! Comments of the database: `///` where lines can say them, else an argument or attribute.

use icms_model::Text;

use crate::text::{docs, string};
use crate::writer::Writer;

/// The `///` lines above a member, one for each line of the block.
pub(crate) fn lines(writer: &Writer<'_>, comment: Option<&Text>) -> Vec<String> {
    let said = comment.filter(|_| writer.is_exact()).and_then(|text| docs(text, ""));
    said.map(|lines| lines.lines().map(str::to_owned).collect()).unwrap_or_default()
}

/// `comment("…")` where `///` cannot say it to the letter.
pub(crate) fn attribute(writer: &Writer<'_>, comment: Option<&Text>) -> Option<String> {
    let text = comment.filter(|text| writer.is_exact() && docs(text, "").is_none())?;
    Some(format!("comment({})", string(text)))
}

/// `comment: "…"` of a key, check or relation.
pub(crate) fn argument(writer: &Writer<'_>, comment: Option<&Text>) -> Option<String> {
    comment.filter(|_| writer.is_exact()).map(|text| format!("comment: {}", string(text)))
}
