//! Percent-escapes, read leniently and written strictly.

/// Decodes `%41`; a `%` that two hexadecimal digits do not follow stands for itself, as in the password `100%`.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, escaped(tail)) {
            (b'%', Some((byte, after))) => {
                bytes.push(byte);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn escaped(tail: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, after @ ..] = tail else { return None };
    let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    match digit(high)? * 16 + digit(low)? {
        0 => None,
        byte => Some((byte, after)),
    }
}

/// Where an escaped text is going to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// User, password, database or host.
    Segment,
    /// The value of a parameter, where `/`, `:`, `,` and `=` read better as they are.
    Value,
}

/// Escapes what would end the part of a URL it stands in.
pub fn encode(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || (place == Place::Value && b"/:,=".contains(&byte));
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_lenient() {
        for text in ["p@ss:w/rd?#%", "नेपाल", "100%", "a b+c"] {
            assert_eq!(decode(&encode(text, Place::Segment)), text);
            assert_eq!(decode(&encode(text, Place::Value)), text);
        }
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("%00"), "%00", "a NUL can stand in no parameter of the protocol");
    }
}
