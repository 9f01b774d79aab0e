//! The parser that pest makes of `grammar/icms.pest`.

use pest::iterators::{Pair as PestPair, Pairs as PestPairs};

/// One block at a time: `Grammar::parse(Rule::model, text)`.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/icms.pest"]
pub(crate) struct Grammar;

/// A node of pest's tree.
pub(crate) type Pair<'i> = PestPair<'i, Rule>;

/// Nodes beside each other.
pub(crate) type Pairs<'i> = PestPairs<'i, Rule>;
