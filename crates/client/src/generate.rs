//! Values that the client makes up: `uuid()`, `cuid()`, `ulid()`, `nanoid()`, `@updatedAt`.

use chrono::{DateTime, Utc};
use uuid::Uuid;

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

/// The time now.
#[must_use]
pub fn now() -> DateTime<Utc> {
    Utc::now()
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

const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const CROCKFORD: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const URL_SAFE: &[u8] = b"useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";

fn milliseconds() -> u128 {
    u128::try_from(Utc::now().timestamp_millis()).unwrap_or_default()
}

/// 25 characters that begin with `c`, the time first.
#[must_use]
pub fn cuid() -> String {
    format!("c{}{}", digits(milliseconds(), BASE36, 8), digits(random(), BASE36, 16))
}

/// 26 characters, the time first.
#[must_use]
pub fn ulid() -> String {
    let entropy = random() >> 48;
    digits((milliseconds() << 80) | entropy, CROCKFORD, 26)
}

/// `length` characters that a URL can hold.
#[must_use]
pub fn nanoid(length: u8) -> String {
    let mut out = String::new();
    while out.len() < usize::from(length) {
        // Twelve characters of 6 bits come from the bits of a UUID that are random for certain.
        out.push_str(&digits(random() & ((1 << 60) - 1), URL_SAFE, 10));
    }
    out.truncate(usize::from(length));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_their_shapes() {
        assert_eq!((cuid().len(), ulid().len(), nanoid(21).len()), (25, 26, 21));
        assert!(cuid().starts_with('c') && cuid() != cuid() && nanoid(21) != nanoid(21));
        let (first, second) = (ulid(), ulid());
        assert!(first[..10] <= second[..10], "{first} {second}");
    }
}
