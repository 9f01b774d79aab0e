//! What of the files could not be read: nothing is missing from there, for nobody knows what stood there.
//!
//! A line that cannot be read has its diagnostic. A key over the field that it declared, or the other side of the
//! relation that it was, would be a second one for the same mistake.

use icms_diagnostic::Span;
use icms_syntax::ast::{Block, File};

/// Whether something was read as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of it.
    Whole,
    /// Not all of it: what seems to be missing may stand there.
    Partly,
}

/// The blocks that could not be read as a whole, and whether others were lost.
#[derive(Debug, Clone)]
pub(crate) struct Unread {
    blocks: Vec<Span>,
    names: Reading,
}

impl Default for Unread {
    fn default() -> Self {
        Self { blocks: Vec::new(), names: Reading::Whole }
    }
}

impl Unread {
    /// Finds the blocks in which, or behind which, something could not be read.
    pub(crate) fn of(files: &[File]) -> Self {
        let mut all = Self::default();
        for file in files.iter().filter(|file| !file.unread.is_empty()) {
            let blocks: Vec<Span> = file.blocks.iter().map(Block::span).collect();
            for place in &file.unread {
                let before = blocks.partition_point(|block| block.start <= place.start);
                let block = before.checked_sub(1).and_then(|at| blocks.get(at));
                all.blocks.extend(block);
                if block.is_none_or(|block| block.end <= place.start) {
                    all.names = Reading::Partly;
                }
            }
        }
        all
    }

    /// How a block was read.
    pub(crate) fn block(&self, span: Span) -> Reading {
        if self.blocks.contains(&span) { Reading::Partly } else { Reading::Whole }
    }

    /// How the names of blocks were read: one that seems to be missing may be that of a block that was lost.
    pub(crate) const fn names(&self) -> Reading {
        self.names
    }
}
