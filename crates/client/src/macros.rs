//! What ids and enums of generated modules have in common. Every path is a full one: a schema may have a model `Box`.

/// `id!(UserId, i64)`: a key that travels as the value in it.
#[macro_export]
macro_rules! id {
    ($name:ident, $inner:ty) => {
        impl<'a> $crate::types::FromSql<'a> for $name {
            #[inline]
            fn from_sql(
                of: &$crate::types::Type,
                raw: &'a [u8],
            ) -> ::core::result::Result<Self, $crate::types::ConversionError> {
                <$inner as $crate::types::FromSql>::from_sql(of, raw).map(Self)
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                <$inner as $crate::types::FromSql>::accepts(of)
            }
        }
        impl $crate::types::ToSql for $name {
            #[inline]
            fn to_sql(
                &self,
                of: &$crate::types::Type,
                out: &mut $crate::types::Buffer,
            ) -> ::core::result::Result<$crate::types::IsNull, $crate::types::ConversionError> {
                $crate::types::ToSql::to_sql(&self.0, of, out)
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                <$inner as $crate::types::ToSql>::accepts(of)
            }
            #[inline]
            fn to_sql_checked(
                &self,
                of: &$crate::types::Type,
                out: &mut $crate::types::Buffer,
            ) -> ::core::result::Result<$crate::types::IsNull, $crate::types::ConversionError> {
                $crate::types::checked(self, of, out)
            }
        }
        impl ::core::convert::From<$inner> for $name {
            #[inline]
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl $crate::Wrapper for $name {
            type Inner = $inner;
        }
    };
}

/// `enumeration!(Role, "public", "role", { Admin => "ADMIN" })`: an enum that travels as its label. With `; Other` at the end,
/// labels that are not listed are kept in that variant.
#[macro_export]
macro_rules! enumeration {
    ($name:ident, $namespace:literal, $database:literal, { $($variant:ident => $label:literal),* $(,)? }) => {
        impl $name {
            /// Every value, in the order of the database.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// What the client expects of the type in the database.
            pub const SHAPE: $crate::schema::Enum =
                $crate::schema::Enum::refused($namespace, $database, &[$($label),*]);

            /// Its label in the database.
            #[inline]
            #[must_use]
            pub const fn label(&self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }
        $crate::enumeration!(@ $name, $database, |text| match text {
            $($label => Ok(Self::$variant),)*
            _ => Err($crate::Misfit(concat!($database, " has a label that the client does not know")).into()),
        });
    };
    ($name:ident, $namespace:literal, $database:literal, { $($variant:ident => $label:literal),* $(,)? ; $other:ident }) => {
        impl $name {
            /// What the client expects of the type in the database.
            pub const SHAPE: $crate::schema::Enum =
                $crate::schema::Enum::kept($namespace, $database, &[$($label),*]);

            /// Its label in the database.
            #[inline]
            #[must_use]
            pub fn label(&self) -> &str {
                match self { $(Self::$variant => $label,)* Self::$other(label) => label }
            }
        }
        $crate::enumeration!(@ $name, $database, |text| match text {
            $($label => Ok(Self::$variant),)*
            other => Ok(Self::$other(other.to_owned())),
        });
    };
    (@ $name:ident, $database:literal, |$text:ident| $read:expr) => {
        impl<'a> $crate::types::FromSql<'a> for $name {
            #[inline]
            fn from_sql(
                _: &$crate::types::Type,
                raw: &'a [u8],
            ) -> ::core::result::Result<Self, $crate::types::ConversionError> {
                let $text = ::core::str::from_utf8(raw)?;
                $read
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                of.name() == $database
            }
        }
        impl $crate::types::ToSql for $name {
            #[inline]
            fn to_sql(
                &self,
                _: &$crate::types::Type,
                out: &mut $crate::types::Buffer,
            ) -> ::core::result::Result<$crate::types::IsNull, $crate::types::ConversionError> {
                out.extend_from_slice(self.label().as_bytes());
                Ok($crate::types::IsNull::No)
            }
            #[inline]
            fn accepts(of: &$crate::types::Type) -> bool {
                of.name() == $database
            }
            #[inline]
            fn to_sql_checked(
                &self,
                of: &$crate::types::Type,
                out: &mut $crate::types::Buffer,
            ) -> ::core::result::Result<$crate::types::IsNull, $crate::types::ConversionError> {
                $crate::types::checked(self, of, out)
            }
        }
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.label())
            }
        }
        impl $crate::Wrapper for $name {
            type Inner = $crate::Label;
        }
    };
}
