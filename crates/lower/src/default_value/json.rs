//! Whether a text is JSON.

/// Deeper nesting than any default has.
const DEPTH: usize = 128;

/// Nothing, or what is wrong with the text.
pub(super) fn check(text: &str) -> Result<(), String> {
    let mut reader = Reader { rest: text.trim_start() };
    reader.value(0)?;
    if reader.rest.is_empty() { Ok(()) } else { Err(format!("unexpected `{}`", first(reader.rest))) }
}

struct Reader<'t> {
    rest: &'t str,
}

fn first(text: &str) -> String {
    text.chars().next().map_or_else(|| "end of text".to_owned(), String::from)
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<(), String> {
        if depth > DEPTH {
            return Err("it is nested too deeply".to_owned());
        }
        match self.rest.chars().next() {
            Some('{') => self.members('}', depth, Self::member),
            Some('[') => self.members(']', depth, Self::value),
            Some('"') => self.string(),
            Some('-' | '0'..='9') => self.number(),
            _ => self.word(),
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("").trim_start();
    }

    fn takes(&mut self, c: char) -> bool {
        let found = self.rest.starts_with(c);
        if found {
            self.skip(1);
        }
        found
    }

    fn members(
        &mut self,
        close: char,
        depth: usize,
        member: fn(&mut Self, usize) -> Result<(), String>,
    ) -> Result<(), String> {
        self.skip(1);
        if self.takes(close) {
            return Ok(());
        }
        loop {
            member(self, depth + 1)?;
            if self.takes(close) {
                return Ok(());
            }
            if !self.takes(',') {
                return Err(format!("expected `,` or `{close}`, found `{}`", first(self.rest)));
            }
        }
    }

    fn member(&mut self, depth: usize) -> Result<(), String> {
        if !self.rest.starts_with('"') {
            return Err(format!("expected a key in quotes, found `{}`", first(self.rest)));
        }
        self.string()?;
        if !self.takes(':') {
            return Err("a key without `:`".to_owned());
        }
        self.value(depth)
    }

    fn string(&mut self) -> Result<(), String> {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                '"' if !escaped => {
                    self.skip(at + 1);
                    return Ok(());
                }
                '\u{0}'..='\u{1f}' => return Err("a control character in a string".to_owned()),
                _ if escaped && !r#""\/bfnrtu"#.contains(c) => return Err(format!("unknown escape `\\{c}`")),
                _ => escaped = c == '\\' && !escaped,
            }
        }
        Err("a string without end".to_owned())
    }

    fn number(&mut self) -> Result<(), String> {
        let end = self.rest.find(|c: char| !matches!(c, '-' | '+' | '.' | 'e' | 'E' | '0'..='9'));
        let text = self.rest.get(..end.unwrap_or(self.rest.len())).unwrap_or("");
        let digits = text.trim_start_matches('-');
        let padded = digits.len() > 1
            && digits.starts_with('0')
            && !digits.starts_with("0.")
            && !digits.starts_with("0e");
        if text.parse::<f64>().is_err() || padded || digits.ends_with('.') {
            return Err(format!("`{text}` is not a number"));
        }
        self.skip(text.len());
        Ok(())
    }

    fn word(&mut self) -> Result<(), String> {
        match ["true", "false", "null"].iter().find(|word| self.rest.starts_with(**word)) {
            Some(word) => {
                self.skip(word.len());
                Ok(())
            }
            None => Err(format!("unexpected `{}`", first(self.rest))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn json() {
        for right in ["{}", "[]", " { \"a\": [1, -2.5e3, \"x\\n\", null], \"b\": {} } ", "true", "\"ä\"", "0"]
        {
            assert_eq!(check(right), Ok(()), "{right}");
        }
        for wrong in ["", "{", "{a: 1}", "[1,]", "01", "\"x", "nul", "{} {}", "1."] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
        assert!(check(&"[".repeat(100_000)).is_err());
    }
}
