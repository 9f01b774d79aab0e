//! Functions and procedures.

use icms_model::{Expr, Function, FunctionKind, FunctionParts, SchemaObject, Signature, Text};
use postgres::Row;

use crate::cells::{Cells, Read};
use crate::class;
use crate::draft::Draft;

/// Where a row has the types of its arguments.
pub const ARGUMENTS: usize = 4;

/// Functions still without what they use: that is named by functions too.
pub fn read(rows: &[Row], draft: &mut Draft) -> Read<Vec<(u32, Function)>> {
    let mut functions = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells = Cells::of(row);
        let oid: u32 = cells.take()?;
        let Some(name) = draft.qualified(cells.take()?, cells.take()?) else { continue };
        let kind = if cells.letter()? == 'p' { FunctionKind::Procedure } else { FunctionKind::Function };
        let arguments: Vec<u32> = cells.take()?;
        let arguments = arguments
            .into_iter()
            .filter_map(|oid| Some(draft.types.get(&(oid, -1))?.data_type.clone()))
            .collect();
        let Some(definition) = cells.take::<Option<&str>>()? else { continue };
        let function = Function {
            signature: Signature { name, arguments },
            kind,
            definition: Expr::new(definition),
            parts: parts(&mut cells)?,
            depends: Vec::new(),
            comment: draft.comment(class::FUNCTION, oid),
        };
        draft.functions.insert(oid, function.path());
        functions.push((oid, function));
    }
    Ok(functions)
}

/// Moves them into the schema.
pub fn finish(mut functions: Vec<(u32, Function)>, draft: &mut Draft) {
    functions.sort_by(|(_, a), (_, b)| a.signature.cmp(&b.signature));
    for (oid, mut function) in functions {
        function.depends = draft.depends(class::FUNCTION, oid);
        draft.schema.functions.insert(function);
    }
}

fn parts(cells: &mut Cells<'_>) -> Read<FunctionParts> {
    let arguments = Text::from(cells.take::<Option<&str>>()?.unwrap_or_default());
    let result = Text::from(cells.take::<Option<&str>>()?.unwrap_or_default());
    let language: &str = cells.take()?;
    let mut attributes = words(cells)?;
    attributes.extend(planning(cells, language, &result)?);
    for setting in cells.take::<Option<Vec<&str>>>()?.unwrap_or_default() {
        let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
        // Settings are found whatever the case of their names: the catalogue has `TimeZone`.
        attributes.push(format!("SET {} TO {value}", name.to_ascii_lowercase()));
    }
    let source: &str = cells.take()?;
    let library: Option<&str> = cells.take()?;
    if let Some(support) = cells.take::<Option<&str>>()? {
        attributes.push(format!("SUPPORT {support}"));
    }
    attributes.sort();
    Ok(FunctionParts {
        arguments,
        result,
        language: Text::from(language),
        attributes: attributes.into_iter().map(Text::from).collect(),
        body: library.map_or_else(|| Text::from(source), |file| Text::from(format!("{file}, {source}"))),
    })
}

/// Volatility, strictness, security, leaks, parallelism: what is not the default.
fn words(cells: &mut Cells<'_>) -> Read<Vec<String>> {
    let volatility = match cells.letter()? {
        'i' => Some("IMMUTABLE"),
        's' => Some("STABLE"),
        _ => None,
    };
    let strict = cells.take::<bool>()?.then_some("STRICT");
    let definer = cells.take::<bool>()?.then_some("SECURITY DEFINER");
    let leakproof = cells.take::<bool>()?.then_some("LEAKPROOF");
    let parallel = match cells.letter()? {
        's' => Some("PARALLEL SAFE"),
        'r' => Some("PARALLEL RESTRICTED"),
        _ => None,
    };
    Ok([volatility, strict, definer, leakproof, parallel].into_iter().flatten().map(str::to_owned).collect())
}

/// What the planner is told: `COST`, `ROWS`.
fn planning(cells: &mut Cells<'_>, language: &str, result: &str) -> Read<Vec<String>> {
    let (cost, rows): (f32, f32) = (cells.take()?, cells.take()?);
    let usual_cost = if matches!(language, "c" | "internal") { 1.0 } else { 100.0 };
    let set = result.starts_with("SETOF ") || result.starts_with("TABLE(");
    let usual_rows = if set { 1000.0 } else { 0.0 };
    let differs = |a: f32, b: f32| (a - b).abs() > f32::EPSILON;
    let cost = differs(cost, usual_cost).then(|| format!("COST {cost}"));
    let rows = differs(rows, usual_rows).then(|| format!("ROWS {rows}"));
    Ok(cost.into_iter().chain(rows).collect())
}
