//! JSON text as `jsonb` stores and prints it.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The text that the server prints for this value as `jsonb`; none when the text is no JSON, or holds what is not
/// certain here (numbers with exponents, escapes beyond the plain ones).
pub(super) fn normalized(text: &str) -> Option<String> {
    let mut reader = Reader { rest: text.trim(), depth: 0 };
    let value = reader.value()?;
    reader.rest.trim().is_empty().then_some(value)
}

struct Reader<'t> {
    rest: &'t str,
    depth: u32,
}

impl Reader<'_> {
    fn eat(&mut self, sign: char) -> bool {
        let trimmed = self.rest.trim_start();
        let found = trimmed.strip_prefix(sign);
        self.rest = found.unwrap_or(trimmed);
        found.is_some()
    }

    fn value(&mut self) -> Option<String> {
        self.depth += 1;
        if self.depth > 64 {
            return None;
        }
        let value = if self.eat('{') {
            self.object()
        } else if self.eat('[') {
            self.array()
        } else if self.rest.starts_with('"') {
            self.string().map(|s| format!("\"{s}\""))
        } else {
            self.word()
        };
        self.depth -= 1;
        value
    }

    /// Keys are ordered by length, then bytes; of equal keys the last wins.
    fn object(&mut self) -> Option<String> {
        let mut members = BTreeMap::new();
        if !self.eat('}') {
            loop {
                self.rest = self.rest.trim_start();
                let key = self.string()?;
                if !self.eat(':') {
                    return None;
                }
                let value = self.value()?;
                members.insert((key.len(), key), value);
                if self.eat('}') {
                    break;
                }
                if !self.eat(',') {
                    return None;
                }
            }
        }
        let mut out = String::from("{");
        for ((_, key), value) in &members {
            let comma = if out.len() > 1 { ", " } else { "" };
            let _ = write!(out, "{comma}\"{key}\": {value}");
        }
        Some(out + "}")
    }

    fn array(&mut self) -> Option<String> {
        let mut items = Vec::new();
        if !self.eat(']') {
            loop {
                items.push(self.value()?);
                if self.eat(']') {
                    break;
                }
                if !self.eat(',') {
                    return None;
                }
            }
        }
        Some(format!("[{}]", items.join(", ")))
    }

    /// A string without escapes: with them, key order and spelling would need decoding.
    fn string(&mut self) -> Option<String> {
        let body = self.rest.strip_prefix('"')?;
        let end = body.find('"')?;
        let string = body.get(..end)?;
        if string.contains('\\') || string.bytes().any(|b| b < 0x20) {
            return None;
        }
        self.rest = body.get(end + 1..)?;
        Some(string.to_owned())
    }

    fn word(&mut self) -> Option<String> {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !"-.+".contains(c))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        let digits = word.strip_prefix('-').unwrap_or(word);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        let negative_zero = word.starts_with('-') && digits.bytes().all(|b| matches!(b, b'0' | b'.'));
        let number = plain(whole) && plain(fraction) && !leading_zero && !negative_zero;
        (number || matches!(word, "true" | "false" | "null")).then(|| word.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_server_prints() {
        assert_eq!(normalized("{ }").as_deref(), Some("{}"));
        assert_eq!(
            normalized("{\"bb\":1,\"a\":[1,2.50,true],\"a\":null}").as_deref(),
            Some("{\"a\": null, \"bb\": 1}")
        );
        assert_eq!(normalized("{\"a\": \"\\u0061\"}"), None);
        assert_eq!(normalized("{\"a\" 1}"), None);
        assert_eq!(normalized("1e5"), None);
        assert_eq!(normalized(&"[".repeat(200)), None);
    }
}
