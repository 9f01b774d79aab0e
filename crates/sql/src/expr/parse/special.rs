//! The functions that have a grammar of their own: COALESCE, EXTRACT, TRIM, CURRENT_TIMESTAMP and their kin.

use super::cursor::Cursor;
use super::operator::Level;
use crate::expr::ast::Expr;

/// How the words after such a name are to be read.
pub(super) enum Special {
    /// `name(a, b)` with ordinary arguments.
    Plain(&'static str),
    /// `CURRENT_DATE`: no arguments.
    Value(&'static str),
    /// `CURRENT_TIME(3)`: digits allowed.
    Clock(&'static str),
    Extract,
    Position,
    Substring,
    Overlay,
    Trim,
    CollationFor,
    /// What is known to exist and not read here.
    Unknown,
}

impl Cursor {
    /// The special form that a word begins, if it does here.
    pub(super) fn special(&self, word: &str) -> Option<Special> {
        let call = self.sees_at(1, "(");
        Some(match word {
            "coalesce" if call => Special::Plain("COALESCE"),
            "greatest" if call => Special::Plain("GREATEST"),
            "least" if call => Special::Plain("LEAST"),
            "nullif" if call => Special::Plain("NULLIF"),
            "grouping" if call => Special::Plain("GROUPING"),
            "current_date" => Special::Value("CURRENT_DATE"),
            "current_role" => Special::Value("CURRENT_ROLE"),
            "current_user" => Special::Value("CURRENT_USER"),
            "user" => Special::Value("USER"),
            "session_user" => Special::Value("SESSION_USER"),
            "system_user" => Special::Value("SYSTEM_USER"),
            "current_catalog" => Special::Value("CURRENT_CATALOG"),
            "current_schema" if !call => Special::Value("CURRENT_SCHEMA"),
            "current_time" => Special::Clock("CURRENT_TIME"),
            "current_timestamp" => Special::Clock("CURRENT_TIMESTAMP"),
            "localtime" => Special::Clock("LOCALTIME"),
            "localtimestamp" => Special::Clock("LOCALTIMESTAMP"),
            "extract" if call => Special::Extract,
            "position" if call => Special::Position,
            "substring" if call => Special::Substring,
            "overlay" if call => Special::Overlay,
            "trim" if call => Special::Trim,
            "collation" if self.sees_at(1, "for") => Special::CollationFor,
            "treat" | "normalize" | "xmlconcat" | "xmlelement" | "xmlexists" | "xmlforest" | "xmlparse"
            | "xmlpi" | "xmlroot" | "xmlserialize" | "json" | "json_array" | "json_arrayagg"
            | "json_exists" | "json_object" | "json_objectagg" | "json_query" | "json_scalar"
            | "json_serialize" | "json_value" | "merge_action"
                if call =>
            {
                Special::Unknown
            }
            _ => return None,
        })
    }
}

impl Special {
    pub(super) fn parse(self, c: &mut Cursor) -> Option<Expr> {
        c.next();
        match self {
            Self::Plain(name) => Some(Expr::Special { name, args: c.parenthesized(Cursor::expr)? }),
            Self::Value(name) => Some(Expr::Value(name.to_owned())),
            Self::Clock(name) => clock(c, name),
            Self::Extract => extract(c),
            Self::Position => position(c),
            Self::Substring => substring(c),
            Self::Overlay => overlay(c),
            Self::Trim => trim(c),
            Self::CollationFor => {
                c.expect("for")?;
                Some(Expr::Special { name: "COLLATION FOR", args: c.parenthesized(Cursor::expr)? })
            }
            Self::Unknown => None,
        }
    }
}

fn clock(c: &mut Cursor, name: &str) -> Option<Expr> {
    if !c.eat("(") {
        return Some(Expr::Value(name.to_owned()));
    }
    let digits = c.next()?.value.clone();
    c.expect(")")?;
    Some(Expr::Value(format!("{name}({digits})")))
}

fn extract(c: &mut Cursor) -> Option<Expr> {
    c.expect("(")?;
    let field = match c.text() {
        Some(text) => text,
        None => c.label()?.name,
    };
    c.expect("from")?;
    let args = vec![Expr::Value(field.to_ascii_lowercase()), c.expr()?];
    c.expect(")")?;
    Some(Expr::Special { name: "EXTRACT", args })
}

fn position(c: &mut Cursor) -> Option<Expr> {
    c.expect("(")?;
    let needle = c.expr_from(Level::Operator)?;
    c.expect("in")?;
    let args = vec![needle, c.expr_from(Level::Operator)?];
    c.expect(")")?;
    Some(Expr::Special { name: "POSITION", args })
}

fn substring(c: &mut Cursor) -> Option<Expr> {
    c.expect("(")?;
    let text = c.expr()?;
    if c.eat(",") {
        let mut args = vec![text];
        args.extend(c.list(Cursor::expr)?);
        c.expect(")")?;
        return Some(super::operator::call("substring", args));
    }
    let mut args = vec![text];
    let name = if c.eat("similar") {
        args.push(c.expr()?);
        c.expect("escape")?;
        args.push(c.expr()?);
        "SUBSTRING SIMILAR"
    } else if c.eat("from") {
        args.push(c.expr()?);
        if c.eat("for") {
            args.push(c.expr()?);
        }
        "SUBSTRING FROM"
    } else {
        return None;
    };
    c.expect(")")?;
    Some(Expr::Special { name, args })
}

fn overlay(c: &mut Cursor) -> Option<Expr> {
    c.expect("(")?;
    let mut args = vec![c.expr()?];
    c.expect("placing")?;
    args.push(c.expr()?);
    c.expect("from")?;
    args.push(c.expr()?);
    if c.eat("for") {
        args.push(c.expr()?);
    }
    c.expect(")")?;
    Some(Expr::Special { name: "OVERLAY", args })
}

/// `TRIM(x)` is `TRIM(BOTH FROM x)`.
fn trim(c: &mut Cursor) -> Option<Expr> {
    c.expect("(")?;
    let name = if c.eat("leading") {
        "TRIM LEADING"
    } else if c.eat("trailing") {
        "TRIM TRAILING"
    } else {
        c.eat("both");
        "TRIM BOTH"
    };
    let mut args = Vec::new();
    if !c.eat("from") {
        args = c.list(Cursor::expr)?;
        if c.eat("from") {
            let characters = args.pop()?;
            args = c.list(Cursor::expr)?;
            args.push(characters);
        }
    } else {
        args.extend(c.list(Cursor::expr)?);
    }
    c.expect(")")?;
    Some(Expr::Special { name, args })
}
