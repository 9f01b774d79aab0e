//! What domains and composite types of generated modules have in common.

use postgres_types::{IsNull, Kind, Type};

use crate::column::Textual;
use crate::expression::Extreme;
use crate::outdated::CHANGED;
use crate::types::wire::Reader;
use crate::types::{Buffer, ConversionError, wire};
use crate::{Comparable, Misfit, Number, Present};

/// A newtype or an enum of a generated module: what can be asked of the value in it can be asked of it.
pub trait Wrapper {
    /// What is in it; [`Label`] in an enum.
    type Inner;
}

/// What is in an enum: one of several values, which have an order.
#[derive(Debug, Clone, Copy)]
pub enum Label {}
impl Comparable for Label {}
impl Extreme for Label {}

impl<T: Wrapper> Present for T {}
impl<T: Wrapper> Comparable for T where T::Inner: Comparable {}
impl<T: Wrapper> Textual for T where T::Inner: Textual {}
impl<T: Wrapper> Extreme for T where T::Inner: Extreme {}
impl<T: Wrapper> Number for T
where
    T::Inner: Number,
{
    type Value = <T::Inner as Number>::Value;
}

/// The type below a domain, or the type itself.
#[doc(hidden)]
#[must_use]
pub fn below(of: &Type) -> &Type {
    match of.kind() {
        Kind::Domain(base) => below(base),
        _ => of,
    }
}

/// A member's name, its type, its bytes.
type Member<'a> = (&'a str, &'a Type, Option<&'a [u8]>);

/// Reads a composite value, member by member, in the order of the server.
#[doc(hidden)]
#[derive(Debug)]
pub struct Members<'a> {
    names: &'a [postgres_types::Field],
    raw: Reader<'a>,
}

impl<'a> Members<'a> {
    /// Of this type.
    ///
    /// # Errors
    /// A type that is not composite, another number of members.
    pub fn new(of: &'a Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let Kind::Composite(names) = below(of).kind() else {
            return Err(Misfit("not a composite type").into());
        };
        let mut raw = Reader::new(raw);
        if usize::try_from(raw.i32()?)? != names.len() {
            return Err(CHANGED.into());
        }
        Ok(Self { names, raw })
    }

    /// The next member: its name, its type, its bytes.
    ///
    /// # Errors
    /// A value that is cut off.
    pub fn following(&mut self) -> Result<Option<Member<'a>>, ConversionError> {
        let Some((field, rest)) = self.names.split_first() else { return Ok(None) };
        self.names = rest;
        let _ = self.raw.u32()?;
        Ok(Some((field.name(), field.type_(), self.raw.sized()?)))
    }
}

/// Writes a composite value: `one` writes a member by its name.
///
/// # Errors
/// A type that is not composite, what `one` says.
#[doc(hidden)]
pub fn write_members(
    of: &Type,
    out: &mut Buffer,
    one: impl Fn(&str, &Type, &mut Buffer) -> Result<IsNull, ConversionError>,
) -> Result<IsNull, ConversionError> {
    let Kind::Composite(fields) = below(of).kind() else { return Err(Misfit("not a composite type").into()) };
    out.extend_from_slice(&i32::try_from(fields.len())?.to_be_bytes());
    for field in fields {
        out.extend_from_slice(&field.type_().oid().to_be_bytes());
        wire::sized(out, |out| one(field.name(), field.type_(), out))?;
    }
    Ok(IsNull::No)
}

/// `domain!(Email, String)`: a newtype that travels as the value in it.
#[macro_export]
macro_rules! domain {
    ($name:ident, String) => {
        $crate::domain!(@ $name, String);
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }
    };
    ($name:ident, $inner:ty) => {
        $crate::domain!(@ $name, $inner);
    };
    (@ $name:ident, $inner:ty) => {
        impl<'a> $crate::types::FromSql<'a> for $name {
            #[inline]
            fn from_sql(
                of: &$crate::types::Type,
                raw: &'a [u8],
            ) -> ::core::result::Result<Self, $crate::types::ConversionError> {
                <$inner as $crate::types::FromSql>::from_sql($crate::below(of), raw).map(Self)
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                <$inner as $crate::types::FromSql>::accepts($crate::below(of))
            }
        }
        impl $crate::types::ToSql for $name {
            #[inline]
            fn to_sql(
                &self,
                of: &$crate::types::Type,
                out: &mut $crate::types::Buffer,
            ) -> ::core::result::Result<$crate::types::IsNull, $crate::types::ConversionError> {
                $crate::types::ToSql::to_sql(&self.0, $crate::below(of), out)
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                <$inner as $crate::types::ToSql>::accepts($crate::below(of))
            }
            $crate::types::to_sql_checked!();
        }
        impl ::core::convert::From<$inner> for $name {
            #[inline]
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }
        impl $crate::Wrapper for $name {
            type Inner = $inner;
        }
    };
}

/// `composite!(Address, "Address", { street => "street", city => "city" })`: a struct that travels as a composite value.
/// Members that the struct does not know are NULL when it is written.
#[macro_export]
macro_rules! composite {
    ($name:ident, $database:literal, { $($field:ident: $ty:ty => $member:literal),* $(,)? }) => {
        impl<'a> $crate::types::FromSql<'a> for $name {
            #[inline]
            fn from_sql(
                of: &$crate::types::Type,
                raw: &'a [u8],
            ) -> ::core::result::Result<Self, $crate::types::ConversionError> {
                $(let mut $field: ::core::option::Option<$ty> = ::core::option::Option::None;)*
                let mut members = $crate::Members::new(of, raw)?;
                while let ::core::option::Option::Some((name, of, raw)) = members.following()? {
                    match name {
                        $($member => {
                            $field = ::core::option::Option::Some(
                                <$ty as $crate::types::FromSql>::from_sql_nullable(of, raw)?,
                            );
                        })*
                        _ => {}
                    }
                }
                ::core::result::Result::Ok(Self {
                    $($field: $field.ok_or($crate::Misfit(concat!($database, " has no member ", $member)))?,)*
                })
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                $crate::below(of).name() == $database
            }
        }
        impl $crate::types::ToSql for $name {
            #[inline]
            fn to_sql(
                &self,
                of: &$crate::types::Type,
                out: &mut $crate::types::Buffer,
            ) -> ::core::result::Result<$crate::types::IsNull, $crate::types::ConversionError> {
                $crate::write_members(of, out, |name, of, out| match name {
                    $($member => $crate::types::ToSql::to_sql_checked(&self.$field, of, out),)*
                    _ => ::core::result::Result::Ok($crate::types::IsNull::Yes),
                })
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                $crate::below(of).name() == $database
            }
            $crate::types::to_sql_checked!();
        }
        impl $crate::Present for $name {}
    };
}
