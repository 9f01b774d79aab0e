//! What is taken for a value: the value itself, text for a `String`, and either for one that may be absent.

use std::borrow::Cow;

/// A value of type `T`, or what is taken for one: `T` for `Option<T>`, `&str` for `String` and for `Option<String>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not taken for a value of `{T}`",
    label = "expected `{T}`",
    note = "taken are `{T}` itself, the value inside of an `Option`, and `&str` for text"
)]
pub trait IntoValue<T> {
    /// The value.
    fn into_value(self) -> T;
}

impl<T> IntoValue<T> for T {
    fn into_value(self) -> T {
        self
    }
}

impl<T> IntoValue<Option<T>> for T {
    fn into_value(self) -> Option<T> {
        Some(self)
    }
}

/// What a column is compared with or set to: whatever becomes a `T`, and text for a column of it that can be NULL.
///
/// `How` is always inferred.
pub trait Given<T, How> {
    /// The value.
    fn given(self) -> T;
}

/// It becomes a `T` by itself: see [`Given`].
#[derive(Debug, Clone, Copy)]
pub struct AsItself;
/// It is text, and the column can be NULL: see [`Given`].
#[derive(Debug, Clone, Copy)]
pub struct AsText;

impl<T, V: Into<T>> Given<T, AsItself> for V {
    fn given(self) -> T {
        self.into()
    }
}

macro_rules! text {
    ($($t:ty),*) => { $(
        impl IntoValue<String> for $t {
            fn into_value(self) -> String {
                self.into()
            }
        }

        impl IntoValue<Option<String>> for $t {
            fn into_value(self) -> Option<String> {
                Some(self.into())
            }
        }

        impl Given<Option<String>, AsText> for $t {
            fn given(self) -> Option<String> {
                Some(self.into())
            }
        }
    )* };
}
text!(&str, &String, Cow<'_, str>, Box<str>);

#[cfg(test)]
mod tests {
    use super::*;

    fn taken<T>(value: impl IntoValue<T>) -> T {
        value.into_value()
    }

    fn compared<T, How>(value: impl Given<T, How>) -> T {
        value.given()
    }

    #[test]
    fn nothing_needs_to_be_spelled_out() {
        assert_eq!(taken::<Option<i16>>(3), Some(3));
        assert_eq!(taken::<i64>(5_000_000_000), 5_000_000_000);
        assert_eq!(taken::<Option<String>>(None), None);
        assert_eq!(taken::<Option<String>>("a"), taken::<Option<String>>(Some("a".to_owned())));
        assert_eq!(taken::<String>(&"a".to_owned()), "a");
    }

    #[test]
    fn text_is_compared_with_columns_that_can_be_null() {
        assert_eq!(compared::<Option<String>, _>("a"), compared("a".to_owned()));
        assert_eq!(compared::<Option<String>, _>(None), None);
        assert_eq!(compared::<String, _>("a"), "a");
        assert_eq!(compared::<i64, _>(3_i32), 3);
    }
}
