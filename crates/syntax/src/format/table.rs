//! Columns: rows are aligned with each other up to the next blank line.

use super::item::Item;

/// Writes items, each line indented by two.
pub(super) fn write(out: &mut String, items: &[Item]) {
    for group in items.split_inclusive(|item| matches!(item, Item::Blank)) {
        let widths = widths(group);
        group.iter().for_each(|item| write_item(out, item, &widths));
    }
}

/// The widest cell of each column, in bytes as in Prisma's formatter.
fn widths(group: &[Item]) -> Vec<usize> {
    let mut widths = Vec::new();
    for item in group {
        if let Item::Row { cells, .. } = item {
            widths.resize(widths.len().max(cells.len()), 0);
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = cell.len().max(*width);
            }
        }
    }
    widths
}

fn write_item(out: &mut String, item: &Item, widths: &[usize]) {
    match item {
        Item::Blank => out.push('\n'),
        Item::Comment(text) => push_line(out, text, None),
        Item::Line { text, comment } | Item::Attribute { text, comment, .. } => {
            push_line(out, text, comment.as_deref());
        }
        Item::Row { cells, comment } => push_line(out, &row(cells, widths), comment.as_deref()),
    }
}

fn row(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.len()) + 1));
    }
    line.truncate(line.trim_end().len());
    line
}

fn push_line(out: &mut String, text: &str, comment: Option<&str>) {
    out.push_str("  ");
    out.push_str(text);
    if let Some(comment) = comment {
        out.push(' ');
        out.push_str(comment);
    }
    out.push('\n');
}
