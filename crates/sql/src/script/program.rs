//! `CALL icms.run('<name>')`: a step that is a program of the project, and that no server knows.

use super::Statement;
use crate::{decode_text, lex};

impl Statement {
    /// The name of the program, if the statement is one.
    #[must_use]
    pub fn program(&self) -> Option<String> {
        let tokens = self.tokens();
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let ["call", "icms", ".", "run", "(", name, ")"] = words.as_slice() else { return None };
        let token = lex(name).next()?;
        decode_text(token.kind, &name[token.range])
    }
}

#[cfg(test)]
mod tests {
    use icms_diagnostic::FileId;

    use crate::Script;

    #[test]
    fn a_program_is_told_from_a_procedure() {
        let name = |text: &str| Script::parse(FileId(0), text).statements[0].program();
        assert_eq!(name("CALL icms.run('back''fill');").as_deref(), Some("back'fill"));
        assert_eq!(name("call ICMS.run ( 'a' ) -- x").as_deref(), Some("a"));
        assert_eq!(name("CALL icms.run();"), None);
        assert_eq!(name("CALL icms.run(name);"), None);
        assert_eq!(name("CALL other.run('a');"), None);
    }
}
