//! What the file does not hold, named at its end: nothing is lost in silence.

use crate::LeftOut;
use crate::writer::Writer;

/// A comment that names everything that was left out.
pub(crate) fn write(writer: &mut Writer<'_>) {
    let unsaid = std::mem::take(&mut writer.left_out);
    if writer.is_exact() && !unsaid.is_empty() {
        list(writer, "What this file must say and cannot: it would be dropped.", &unsaid);
    }
    let unmanaged = writer.schema.unmanaged.iter();
    let mut others: Vec<LeftOut> = unmanaged
        .map(|object| LeftOut { kind: object.kind.to_string(), name: object.name.to_string() })
        .collect();
    if !writer.is_exact() {
        others.extend(unsaid.iter().cloned());
    }
    others.sort();
    if !others.is_empty() {
        list(writer, "In the database and not in this file, which never changes or drops it:", &others);
    }
    writer.left_out = others;
    if writer.is_exact() {
        writer.left_out.extend(unsaid);
    }
}

fn list(writer: &mut Writer<'_>, title: &str, left_out: &[LeftOut]) {
    writer.text.push_str(&format!("// {title}\n//\n"));
    for left in left_out {
        let line = format!("//   {} {}", left.kind, left.name).replace(['\n', '\r'], " ");
        writer.text.push_str(line.trim_end());
        writer.text.push('\n');
    }
    writer.text.push('\n');
}
