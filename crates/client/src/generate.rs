//! Values that the client makes up: `uuid()`, `cuid()`, `ulid()`, `nanoid()`, `@updatedAt`.

use std::time::{SystemTime, UNIX_EPOCH};

use uuid::Uuid;

use crate::types::Now;

/// A random UUID.
#[must_use]
pub fn uuid_v4() -> Uuid {
    Uuid::new_v4()
}

/// A UUID that sorts by time.
#[must_use]
pub fn uuid_v7() -> Uuid {
    Uuid::now_v7()
}

/// A random UUID as text.
#[must_use]
pub fn uuid_v4_text() -> String {
    uuid_v4().to_string()
}

/// A UUID that sorts by time, as text.
#[must_use]
pub fn uuid_v7_text() -> String {
    uuid_v7().to_string()
}

/// The time now, in the type that is wanted: a moment, or a date or time of day in UTC.
#[must_use]
pub fn now<T: Now>() -> T {
    T::now()
}

/// 16 random bytes from the operating system, through the generator of random UUIDs (122 of 128 bits are random).
fn random() -> u128 {
    Uuid::new_v4().as_u128()
}

/// `digits` digits of a number in base 36 or less, most significant first.
fn digits(mut number: u128, alphabet: &[u8], count: usize) -> String {
    let base = alphabet.len() as u128;
    let mut out = vec![b'0'; count];
    for slot in out.iter_mut().rev() {
        let digit = usize::try_from(number % base).unwrap_or_default();
        *slot = alphabet.get(digit).copied().unwrap_or(b'0');
        number /= base;
    }
    String::from_utf8(out).unwrap_or_default()
}

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const CROCKFORD: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const URL_SAFE: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

fn milliseconds() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis())
}

/// 25 characters that begin with `c`, the time first.
#[must_use]
pub fn cuid() -> String {
    format!("c{}{}", digits(milliseconds(), BASE36, 8), digits(random(), BASE36, 16))
}

/// 24 characters that tell nothing: a letter, then letters and digits.
#[must_use]
pub fn cuid2() -> String {
    let (first, second) = (random(), random());
    let half = |number: u128, count| digits(number & ((1 << 60) - 1), BASE36, count);
    // The low 60 bits of a version-4 UUID are random for certain; eleven digits of base 36 take 57 of them.
    format!("{}{}{}{}", digits(first >> 96, LETTERS, 1), half(first, 11), half(second, 11), half(random(), 1))
}

/// 26 characters, the time first.
#[must_use]
pub fn ulid() -> String {
    let entropy = random() >> 48;
    digits((milliseconds() << 80) | entropy, CROCKFORD, 26)
}

/// `LENGTH` characters that a URL can hold.
#[must_use]
pub fn nanoid<const LENGTH: usize>() -> String {
    let mut out = String::new();
    while out.len() < LENGTH {
        // Ten characters of 6 bits come from the bits of a UUID that are random for certain.
        out.push_str(&digits(random() & ((1 << 60) - 1), URL_SAFE, 10));
    }
    out.truncate(LENGTH);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_their_shapes() {
        assert_eq!((cuid().len(), cuid2().len(), ulid().len(), nanoid::<21>().len()), (25, 24, 26, 21));
        assert!(
            cuid().starts_with('c')
                && cuid() != cuid()
                && nanoid::<21>() != nanoid::<21>()
                && cuid2() != cuid2()
        );
        assert!(cuid2().starts_with(|c: char| c.is_ascii_lowercase()));
        let (first, second) = (ulid(), ulid());
        assert!(first[..10] <= second[..10], "{first} {second}");
    }
}
