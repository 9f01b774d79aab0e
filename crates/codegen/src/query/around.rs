//! What stands around a query whose columns are read as another type: the server casts them behind everything that the
//! query does, so that neither its order nor its groups change.

use super::rows::With;

/// What is put in front of the query itself and behind it, and where.
pub struct Around {
    /// The byte that it begins at.
    pub at: usize,
    /// `with "found" (c1, c2) as (`
    pub head: String,
    /// `) select c1, c2::text from "found"`
    pub tail: String,
}

/// `casts` has one for each column: `::text`, or nothing.
pub fn around(sql: &str, with: With, casts: &[String]) -> Around {
    let mut name = "found".to_owned();
    while sql.to_ascii_lowercase().contains(&name) {
        name.push('_');
    }
    let names: Vec<String> = (1..=casts.len()).map(|at| format!("c{at}")).collect();
    let (at, word, gap) = match with {
        With::None => (0, "with ", "\n"),
        With::Until(at) => (at, ",\n", ""),
    };
    let shown: Vec<String> = names.iter().zip(casts).map(|(name, cast)| format!("{name}{cast}")).collect();
    Around {
        at,
        head: format!("{word}{name} ({}) as ({gap}", names.join(", ")),
        tail: format!("\n)\nselect {} from {name}", shown.join(", ")),
    }
}
