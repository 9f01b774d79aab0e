//! Literals of a settled type, in the text that the type's output function gives.

use super::ast::{Expr, TypeName};
use super::clock::Zone;
use super::types::is;

/// The string `text` as a constant of a type without length: what PostgreSQL stores, as far as that is certain here;
/// otherwise the text stays as written.
pub(super) fn constant(ty: TypeName, text: String) -> Expr {
    match ty.name.as_str() {
        _ if ty.array || ty.schema.is_some() => {}
        "int4" => {
            if let Ok(n) = text.trim().parse::<i32>() {
                return Expr::Number(n.to_string());
            }
        }
        "int2" | "int8" => {
            if let Ok(n) = text.trim().parse::<i64>() {
                return Expr::Constant { ty, value: n.to_string() };
            }
        }
        "numeric" => return numeric(ty, text),
        "bool" => {
            if let Some(value) = boolean(&text) {
                return value;
            }
        }
        "varchar" => return Expr::Constant { ty, value: text },
        "uuid" => {
            let lower = text.trim().to_ascii_lowercase();
            if lower.len() == 36 {
                return Expr::Constant { ty, value: lower };
            }
        }
        "interval" => {
            if let Some(value) = super::clock::interval(&text) {
                return Expr::Constant { ty, value };
            }
        }
        "time" if super::clock::is_short_time(&text) => {
            return Expr::Constant { ty, value: format!("{text}:00") };
        }
        "timestamp" | "timestamptz" => {
            if let Some(value) =
                super::clock::stamp(&text, if ty.name == "timestamptz" { Zone::Kept } else { Zone::Ignored })
            {
                return Expr::Constant { ty, value };
            }
        }
        "jsonb" => {
            if let Some(value) = super::json::normalized(&text) {
                return Expr::Constant { ty, value };
            }
        }
        _ => {}
    }
    Expr::Constant { ty, value: text }
}

/// A fraction prints bare, everything else with its type; so a whole number differs from an integer literal.
fn numeric(ty: TypeName, text: String) -> Expr {
    let trimmed = text.trim();
    let digits = trimmed.strip_prefix('-').unwrap_or(trimmed);
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    match digits.split_once('.') {
        Some((whole, fraction)) if plain(whole) && plain(fraction) && !leading_zero => {
            Expr::Number(trimmed.to_owned())
        }
        None if plain(digits) && !leading_zero => Expr::Constant { ty, value: trimmed.to_owned() },
        _ => Expr::Constant { ty, value: text },
    }
}

/// A number with an exponent, written out; others as they are.
pub(super) fn expanded(number: String) -> String {
    written_out(&number).unwrap_or(number)
}

fn written_out(number: &str) -> Option<String> {
    let (mantissa, exponent) = number.split_once('e')?;
    let exponent: usize = exponent.trim_start_matches('+').parse().ok().filter(|e| *e <= 300)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let zeros = exponent.checked_sub(fraction.len())?;
    Some(format!("{whole}{fraction}{}", "0".repeat(zeros)))
}

/// The digits of `B'01'` or `X'1F'`.
pub(super) fn bits(raw: &str) -> Option<String> {
    let digits = raw.get(2..raw.len().checked_sub(1)?)?;
    if raw.starts_with(['b', 'B']) {
        return Some(digits.to_owned());
    }
    digits.chars().map(|c| c.to_digit(16).map(|d| format!("{d:04b}"))).collect()
}

fn boolean(text: &str) -> Option<Expr> {
    match text.trim().to_ascii_lowercase().as_str() {
        "t" | "true" | "yes" | "y" | "on" | "1" => Some(Expr::True),
        "f" | "false" | "no" | "n" | "off" | "0" => Some(Expr::False),
        _ => None,
    }
}

/// The type of a number literal: the smallest of `int4`, `int8` and `numeric` that holds it.
pub(super) fn number_type(number: &str) -> &'static str {
    if number.parse::<i32>().is_ok() {
        "int4"
    } else if number.parse::<i64>().is_ok() {
        "int8"
    } else {
        "numeric"
    }
}

/// A cast of `varchar` to `text` changes nothing in a constant.
pub(super) fn as_text(expr: Expr) -> Expr {
    match expr {
        Expr::Constant { mut ty, value } if is(&ty, "varchar") && ty.mods.is_none() => {
            ty.name = "text".to_owned();
            Expr::Constant { ty, value }
        }
        other => other,
    }
}
