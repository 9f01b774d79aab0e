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
        write!(f, "{}({})", self.name, self.types())
    }
}

impl Signature {
    /// What stands in its parentheses.
    fn types(&self) -> String {
        let types: Vec<String> = self.arguments.iter().map(ToString::to_string).collect();
        types.join(", ")
    }

    /// `touch(integer, text)`
    #[must_use]
    pub fn local(&self) -> String {
        format!("{}({})", self.name.name, self.types())
    }

    /// The path of the function that has it.
    #[must_use]
    pub fn path(&self) -> ObjectRef {
        ObjectRef::new(ObjectKind::Function, [self.name.namespace.as_str(), &self.local()])
    }
}

impl SchemaObject for Function {
    type Name = Signature;
    const KIND: ObjectKind = ObjectKind::Function;

    fn name(&self) -> &Signature {
        &self.signature
    }

    fn path(&self) -> ObjectRef {
        self.signature.path()
    }
}
