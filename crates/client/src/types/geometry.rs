//! Points and what is made of them.

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::wire::Reader;
use super::{Buffer, ConversionError};

/// `point`
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Up.
    pub y: f64,
}

/// `line`: every point with `a · x + b · y + c = 0`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Before `x`.
    pub a: f64,
    /// Before `y`.
    pub b: f64,
    /// By itself.
    pub c: f64,
}

/// `lseg`: from a point to a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// One end.
    pub start: Point,
    /// The other end.
    pub end: Point,
}

/// `box`: a rectangle. The server stores the upper right corner as the first one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle {
    /// The upper right corner.
    pub high: Point,
    /// The lower left corner.
    pub low: Point,
}

/// Whether the last point of a path is joined to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ends {
    /// It is not.
    Open,
    /// It is.
    Joined,
}

/// `path`: from point to point.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Whether it comes back to where it began.
    pub ends: Ends,
    /// In order.
    pub points: Vec<Point>,
}

/// `polygon`: the corners in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Polygon(pub Vec<Point>);

/// `circle`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// Its middle.
    pub center: Point,
    /// From the middle to the edge.
    pub radius: f64,
}

fn point(raw: &mut Reader<'_>) -> Result<Point, ConversionError> {
    Ok(Point { x: raw.f64()?, y: raw.f64()? })
}

fn points(raw: &mut Reader<'_>) -> Result<Vec<Point>, ConversionError> {
    (0..raw.i32()?).map(|_| point(raw)).collect()
}

fn write_points(points: &[Point], out: &mut Buffer) -> Result<(), ConversionError> {
    out.extend_from_slice(&i32::try_from(points.len())?.to_be_bytes());
    for point in points {
        write(&[point.x, point.y], out);
    }
    Ok(())
}

fn write(numbers: &[f64], out: &mut Buffer) {
    for number in numbers {
        out.extend_from_slice(&number.to_be_bytes());
    }
}

macro_rules! geometry {
    ($($name:ident $of:ident |$raw:ident| $read:expr, |$value:ident, $out:ident| $write:expr;)*) => { $(
        impl<'a> FromSql<'a> for $name {
            fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
                let $raw = &mut Reader::new(raw);
                let value = $read;
                $raw.end()?;
                Ok(value)
            }

            fn accepts(of: &Type) -> bool {
                *of == Type::$of
            }
        }

        impl ToSql for $name {
            fn to_sql(&self, _: &Type, $out: &mut Buffer) -> Result<IsNull, ConversionError> {
                let $value = self;
                $write;
                Ok(IsNull::No)
            }

            fn accepts(of: &Type) -> bool {
                *of == Type::$of
            }

            to_sql_checked!();
        }
    )* };
}
geometry! {
    Point POINT |raw| point(raw)?, |p, out| write(&[p.x, p.y], out);
    Line LINE |raw| Line { a: raw.f64()?, b: raw.f64()?, c: raw.f64()? }, |l, out| write(&[l.a, l.b, l.c], out);
    Segment LSEG |raw| Segment { start: point(raw)?, end: point(raw)? },
        |s, out| write(&[s.start.x, s.start.y, s.end.x, s.end.y], out);
    Rectangle BOX |raw| Rectangle { high: point(raw)?, low: point(raw)? },
        |b, out| write(&[b.high.x, b.high.y, b.low.x, b.low.y], out);
    Path PATH |raw| Path {
        ends: if raw.u8()? == 0 { Ends::Open } else { Ends::Joined },
        points: points(raw)?,
    }, |p, out| {
        out.extend_from_slice(&[u8::from(p.ends == Ends::Joined)]);
        write_points(&p.points, out)?;
    };
    Polygon POLYGON |raw| Polygon(points(raw)?), |p, out| write_points(&p.0, out)?;
    Circle CIRCLE |raw| Circle { center: point(raw)?, radius: raw.f64()? },
        |c, out| write(&[c.center.x, c.center.y, c.radius], out);
}
