//! `vector`, `halfvec` and `sparsevec` of the extension pgvector.

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::wire::Reader;
use super::{Buffer, ConversionError};

/// `vector`, or `halfvec`, whose numbers have half the precision on the server.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector(pub Vec<f32>);

/// `sparsevec`: mostly zeros.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SparseVector {
    /// How many numbers it has, zeros included.
    pub dimensions: i32,
    /// The others with their places, counted from zero, in order.
    pub entries: Vec<(i32, f32)>,
}

impl From<Vec<f32>> for Vector {
    fn from(numbers: Vec<f32>) -> Self {
        Self(numbers)
    }
}

impl<'a> FromSql<'a> for Vector {
    /// The number of dimensions, two bytes that are not used, the numbers.
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let mut raw = Reader::new(raw);
        let count = raw.u16()?;
        let _ = raw.i16()?;
        let mut number = || if of.name() == "halfvec" { raw.u16().map(widened) } else { raw.f32() };
        let numbers: Result<_, _> = (0..count).map(|_| number()).collect();
        raw.end()?;
        Ok(Self(numbers?))
    }

    fn accepts(of: &Type) -> bool {
        matches!(of.name(), "vector" | "halfvec")
    }
}

impl ToSql for Vector {
    fn to_sql(&self, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        out.extend_from_slice(&u16::try_from(self.0.len())?.to_be_bytes());
        out.extend_from_slice(&[0, 0]);
        for number in &self.0 {
            if of.name() == "halfvec" {
                out.extend_from_slice(&narrowed(*number).to_be_bytes());
            } else {
                out.extend_from_slice(&number.to_be_bytes());
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        matches!(of.name(), "vector" | "halfvec")
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for SparseVector {
    /// The number of dimensions, that of the entries, four bytes that are not used, all places, all numbers.
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let mut raw = Reader::new(raw);
        let (dimensions, count, _) = (raw.i32()?, raw.i32()?, raw.i32()?);
        let places: Result<Vec<i32>, _> = (0..count).map(|_| raw.i32()).collect();
        let numbers: Result<Vec<f32>, _> = (0..count).map(|_| raw.f32()).collect();
        raw.end()?;
        Ok(Self { dimensions, entries: places?.into_iter().zip(numbers?).collect() })
    }

    fn accepts(of: &Type) -> bool {
        of.name() == "sparsevec"
    }
}

impl ToSql for SparseVector {
    fn to_sql(&self, _: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        let count = i32::try_from(self.entries.len())?;
        for number in [self.dimensions, count, 0] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        for (place, _) in &self.entries {
            out.extend_from_slice(&place.to_be_bytes());
        }
        for (_, number) in &self.entries {
            out.extend_from_slice(&number.to_be_bytes());
        }
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        of.name() == "sparsevec"
    }

    to_sql_checked!();
}

/// Half precision (IEEE 754 binary16) as a float.
fn widened(half: u16) -> f32 {
    let sign = u32::from(half >> 15) << 31;
    let exponent = u32::from(half >> 10) & 0x1f;
    let fraction = u32::from(half) & 0x3ff;
    match (exponent, fraction) {
        (0, _) => {
            // Below the smallest normal number: so many times 2^-24. Ten bits are exact in a float.
            let value = f32::from(half & 0x3ff) * f32::from_bits(0x3380_0000);
            f32::from_bits(value.to_bits() | sign)
        }
        (0x1f, _) => f32::from_bits(sign | 0x7f80_0000 | (fraction << 13)),
        _ => f32::from_bits(sign | ((exponent + 112) << 23) | (fraction << 13)),
    }
}

/// A float in half precision, rounded to the nearest, to the even one of two.
fn narrowed(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = u16::try_from(bits >> 31).unwrap_or_default() << 15;
    let magnitude = bits & 0x7fff_ffff;
    let half = match magnitude {
        // Not a number stays one.
        0x7f80_0001.. => 0x7e00,
        // From 65,520 on the next number is infinity.
        0x477f_f000.. => 0x7c00,
        // Normal in half precision: the exponent's bias changes from 127 to 15, thirteen bits are rounded away.
        0x3880_0000.. => rounded(magnitude - (112 << 23), 13),
        // So small that nothing is left.
        ..0x3300_0000 => 0,
        _ => rounded((magnitude & 0x7f_ffff) | 0x80_0000, 126 - (magnitude >> 23)),
    };
    sign | u16::try_from(half).unwrap_or(0x7c00)
}

/// Without the last bits, rounded to the nearest, to the even one of two.
const fn rounded(bits: u32, away: u32) -> u32 {
    let (kept, rest, half) = (bits >> away, bits & ((1 << away) - 1), 1 << (away - 1));
    if rest > half || (rest == half && kept & 1 == 1) { kept + 1 } else { kept }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use postgres_types::Kind;

    use super::*;

    fn named(name: &str) -> Type {
        Type::new(name.to_owned(), 70_000, Kind::Simple, "public".to_owned())
    }

    fn written(value: &impl ToSql, of: &str) -> Vec<u8> {
        let mut out = Buffer::new();
        value.to_sql(&named(of), &mut out).unwrap();
        out.to_vec()
    }

    #[test]
    fn vectors_have_the_published_format() {
        let vector = Vector(vec![1.0, -2.5]);
        let bytes = [0, 2, 0, 0, 0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0];
        assert_eq!(written(&vector, "vector"), bytes);
        assert_eq!(Vector::from_sql(&named("vector"), &bytes).unwrap(), vector);
        let bytes = [0, 2, 0, 0, 0x3c, 0, 0xc1, 0];
        assert_eq!(written(&vector, "halfvec"), bytes);
        assert_eq!(Vector::from_sql(&named("halfvec"), &bytes).unwrap(), vector);
        let sparse = SparseVector { dimensions: 5, entries: vec![(1, 1.0), (4, -2.5)] };
        let bytes =
            [0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4, 0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0];
        assert_eq!(written(&sparse, "sparsevec"), bytes);
        assert_eq!(SparseVector::from_sql(&named("sparsevec"), &bytes).unwrap(), sparse);
        assert!(Vector::from_sql(&named("vector"), &[0, 2, 0, 0, 0, 0]).is_err());
        assert!(Vector::from_sql(&named("vector"), &[0, 0, 0, 0, 0]).is_err());
        let long: Vec<f32> = (0..16_000_u16).map(f32::from).collect();
        let bytes = written(&Vector(long.clone()), "vector");
        assert_eq!(Vector::from_sql(&named("vector"), &bytes).unwrap().0, long);
        assert!(Vector(vec![0.0; 70_000]).to_sql(&named("vector"), &mut Buffer::new()).is_err());
    }

    #[test]
    fn half_precision_rounds_to_the_nearest() {
        for half in 0..=u16::MAX {
            let wide = widened(half);
            let again = narrowed(wide);
            assert!(wide.is_nan() && widened(again).is_nan() || again == half, "{half:x} {wide} {again:x}");
        }
        let cases = [(1.0, 0x3c00), (65_504.0, 0x7bff), (65_520.0, 0x7c00), (1e-9, 0), (-0.0, 0x8000)];
        for (wide, half) in cases {
            assert_eq!(narrowed(wide), half, "{wide}");
        }
        // Halfway: to the even one.
        assert_eq!((narrowed(2_049.0), narrowed(2_051.0)), (0x6800, 0x6802));
        assert_eq!(narrowed(5.960_464_5e-8), 1);
        assert_eq!(narrowed(f32::INFINITY), 0x7c00);
    }
}
