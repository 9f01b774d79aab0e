//! `#[icms_migrate::test(MIGRATIONS)]`: a test that gets a database of its own.
//!
//! Input: a function, synchronous or not, that takes a `&TestDatabase`. Output: a `#[test]` of the same name that calls it
//! through `icms_migrate::testing`. Nothing of the function is understood but its head.

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// Gives a test a database of its own, to which the migrations named in the attribute were applied.
///
/// Without arguments the database is empty. The database is dropped when the test succeeds; after a failure it is kept, and
/// its name is printed.
#[proc_macro_attribute]
pub fn test(migrations: TokenStream, function: TokenStream) -> TokenStream {
    match head(function.clone()) {
        Some(head) => written(&head, &migrations, &function),
        None => wrong("`#[icms_migrate::test]` stands before a function that takes a `&TestDatabase`"),
    }
}

/// What is known of the function.
struct Head {
    name: String,
    /// Attributes that the harness reads, such as `#[should_panic]`.
    attributes: String,
    is_async: bool,
    result: String,
}

/// Reads `#[…] pub async fn name(…) -> Result {`.
fn head(function: TokenStream) -> Option<Head> {
    let (mut attributes, mut is_async) = (String::new(), false);
    let mut tokens = function.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                attributes.push_str(&format!("#{} ", tokens.next()?));
            }
            TokenTree::Ident(word) if word.to_string() == "async" => is_async = true,
            TokenTree::Ident(word) if word.to_string() == "fn" => {
                let name = tokens.next()?.to_string();
                let _arguments = tokens.next()?;
                let result = before_body(tokens)?.to_string();
                return Some(Head { name, attributes, is_async, result });
            }
            TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    None
}

/// What stands between the arguments and the body: nothing, or `-> Result`.
fn before_body(tokens: impl Iterator<Item = TokenTree>) -> Option<TokenStream> {
    let mut found: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                return Some(found.into_iter().collect());
            }
            other => found.push(other),
        }
    }
    None
}

/// The test, with the function inside: it keeps its own places, so that errors in it point there.
fn written(head: &Head, migrations: &TokenStream, function: &TokenStream) -> TokenStream {
    let Head { name, attributes, is_async, result } = head;
    let migrations = if migrations.is_empty() {
        "::icms_migrate::Migrations::new(&[])".to_owned()
    } else {
        migrations.to_string()
    };
    let call = if *is_async {
        format!("::icms_migrate::testing::block_on({name}(database))")
    } else {
        format!("{name}(database)")
    };
    let signature = format!("#[::core::prelude::v1::test] {attributes} fn {name}() {result}");
    let run = format!(
        "::icms_migrate::testing::run(concat!(module_path!(), \"::{name}\"), {migrations}, |database| {call})"
    );
    let (Ok(mut written), Ok(run)) = (signature.parse::<TokenStream>(), run.parse::<TokenStream>()) else {
        return wrong("what `#[icms_migrate::test]` would write cannot be read");
    };
    let mut inside = bare(function);
    inside.extend(run);
    written.extend([TokenTree::Group(Group::new(Delimiter::Brace, inside))]);
    written
}

/// The function without the attributes before it.
fn bare(function: &TokenStream) -> TokenStream {
    let mut tokens = function.clone().into_iter().peekable();
    while matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '#') {
        tokens.next();
        tokens.next();
    }
    tokens.collect()
}

fn wrong(message: &str) -> TokenStream {
    format!("compile_error!({message:?});").parse().unwrap_or_default()
}
