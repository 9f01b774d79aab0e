//! Functions and procedures, as verbatim definitions with their dependencies.

use std::fmt;

use crate::{DataType, Expr, ObjectKind, ObjectRef, QualifiedName, SchemaObject, Text};

/// A function or procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Name and input types: what identifies it.
    pub signature: Signature,
    /// Function or procedure.
    pub kind: FunctionKind,
    /// The whole `CREATE [OR REPLACE] FUNCTION …` statement, without a closing semicolon; the body byte-exact.
    pub definition: Expr,
    /// What the parts of `definition` say, for comparing definitions written differently.
    pub parts: FunctionParts,
    /// Tables, types and functions it names where PostgreSQL tracks them (defaults, SQL bodies), sorted.
    pub depends: Vec<ObjectRef>,
    /// Its comment.
    pub comment: Option<Text>,
}

/// The parts of a definition, normalised; two functions are the same when these are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FunctionParts {
    /// Arguments as `pg_get_function_arguments` prints them.
    pub arguments: Text,
    /// Result as `pg_get_function_result` prints it; empty for procedures.
    pub result: Text,
    /// Language in lower case.
    pub language: Text,
    /// Volatility, strictness, security, cost, settings …: the non-default ones, sorted.
    pub attributes: Vec<Text>,
    /// The body, byte-exact.
    pub body: Text,
}

/// Function or procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// `FUNCTION`
    Function,
    /// `PROCEDURE`
    Procedure,
}

/// Name and input argument types.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Signature {
    /// The name.
    pub name: QualifiedName,
    /// Types of the input arguments.
    pub arguments: Vec<DataType>,
}

impl fmt::Display for Signature {
    /// `public.touch(integer, text)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.name)?;
        for (i, argument) in self.arguments.iter().enumerate() {
            write!(f, "{}{argument}", if i == 0 { "" } else { ", " })?;
        }
        f.write_str(")")
    }
}

impl SchemaObject for Function {
    type Name = Signature;
    const KIND: ObjectKind = ObjectKind::Function;

    fn name(&self) -> &Signature {
        &self.signature
    }

    fn path(&self) -> ObjectRef {
        let shown = self.signature.to_string();
        let local = shown.get(self.signature.name.namespace.as_str().len() + 1..).unwrap_or(&shown);
        ObjectRef::new(Self::KIND, [self.signature.name.namespace.as_str(), local])
    }
}
