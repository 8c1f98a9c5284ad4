//! A JSON object of strings, as most articles come, in one pass and with one copy of each. In: the object. Out: its
//! fields, in their order; nothing where it holds anything else or is not valid: the general reader then takes it, and
//! says what is wrong.

use memchr::memchr2;

/// Shows each field to `each`: its name, and its string where `each` asks for it. What it was shown is void where the
/// answer is nothing.
pub(super) fn fields(json: &[u8], mut each: impl FnMut(&str, &mut Strings<'_>) -> Option<()>) -> Option<()> {
    // Inside strings they are forbidden, and between fields rare.
    let controls = json.iter().fold(0, |controls, byte| controls | u8::from(*byte < b' '));
    let mut strings = Strings { json: str::from_utf8(json).ok().filter(|_| controls == 0)?, at: 0 };
    strings.sign(b'{')?;
    loop {
        let name = strings.name()?;
        strings.sign(b':')?;
        each(name, &mut strings)?;
        match strings.next_sign()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    strings.json[strings.at..].bytes().all(|byte| byte == b' ').then_some(())
}

/// The strings of an object, one after the other.
pub(super) struct Strings<'j> {
    json: &'j str,
    at: usize,
}

impl<'j> Strings<'j> {
    fn next_sign(&mut self) -> Option<u8> {
        let rest = &self.json.as_bytes()[self.at..];
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        self.at += blanks + 1;
        rest.get(blanks).copied()
    }

    fn sign(&mut self, wanted: u8) -> Option<()> {
        (self.next_sign()? == wanted).then_some(())
    }

    /// The stretch up to the next quote or backslash, and which of them; passes both.
    fn stretch(&mut self) -> Option<(&'j str, u8)> {
        let rest = &self.json[self.at..];
        let end = memchr2(b'"', b'\\', rest.as_bytes())?;
        self.at += end + 1;
        Some((&rest[..end], rest.as_bytes()[end]))
    }

    /// A string without escapes.
    fn name(&mut self) -> Option<&'j str> {
        self.sign(b'"')?;
        self.stretch().filter(|(_, mark)| *mark == b'"').map(|(name, _)| name)
    }

    /// The next string.
    pub fn string(&mut self) -> Option<String> {
        self.sign(b'"')?;
        let room = self.json.len() - self.at;
        let (first, mut mark) = self.stretch()?;
        if mark == b'"' {
            return Some(first.to_owned());
        }
        let mut string = String::with_capacity(room);
        string.push_str(first);
        while mark == b'\\' {
            string.push(self.escaped()?);
            let stretch;
            (stretch, mark) = self.stretch()?;
            string.push_str(stretch);
        }
        Some(string)
    }

    /// The character that stands for what follows a backslash.
    fn escaped(&mut self) -> Option<char> {
        let mark = *self.json.as_bytes().get(self.at)?;
        self.at += 1;
        Some(match mark {
            b'"' | b'\\' | b'/' => mark.into(),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => self.code_point()?,
            _ => return None,
        })
    }

    /// Four hexadecimal digits, or twice four that stand for one character.
    fn code_point(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if let Some(c) = char::from_u32(first.into()) {
            return Some(c);
        }
        let second = self.json[self.at..].starts_with("\\u").then(|| {
            self.at += 2;
            self.four_digits()
        });
        char::decode_utf16([first, second??]).next()?.ok()
    }

    fn four_digits(&mut self) -> Option<u16> {
        let digits = self.json.get(self.at..self.at + 4)?;
        self.at += 4;
        let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Map, Value};

    /// The object as the quick way reads it; a field that comes again counts for the last.
    fn read(json: &str) -> Option<Map<String, Value>> {
        let mut found = Map::new();
        fields(json.as_bytes(), |name, strings| {
            found.insert(name.to_owned(), Value::String(strings.string()?));
            Some(())
        })?;
        Some(found)
    }

    #[test]
    fn an_object_of_strings_is_read() {
        let json = r#"{"id": "a/1","text" :"He said \"no\".\n\ud83d\ude00 \u00e9\/\\ Жук", "text": "x" } "#;
        let expected: Map<String, Value> = serde_json::from_str(json).expect("it is valid");
        assert_eq!(read(json), Some(expected));
    }

    #[test]
    fn anything_else_is_left_to_the_general_reader() {
        for json in [
            r#"{"id": 1}"#,
            r#"{"a": ["b"]}"#,
            r#"{"a": "b",}"#,
            r#"{"a": "b"} x"#,
            r#"{"a\n": "b"}"#,
            r#"{"a": "\ud83d"}"#,
            r#"{"a": "\ud83d\u0041"}"#,
            r#"{"a": "\u+041"}"#,
            r#"{"a": "\x"}"#,
            "{\"a\": \"\u{1}\"}",
            r#"{"a": "b"#,
            "{}",
            "",
        ] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn what_serde_writes_is_read(fields in prop::collection::btree_map("[a-z]{1,9}", "\\PC{0,40}|(?s).{0,40}", 1..6)) {
            let json = serde_json::to_string(&fields).expect("strings can be written");
            let expected: Map<String, Value> = serde_json::from_str(&json).expect("it is valid");
            prop_assert_eq!(read(&json), Some(expected));
        }

        #[test]
        fn what_is_read_is_what_serde_reads(json in "\\{\"a\": ?\"([a-z\"é😀 :,{}]|\\\\[u\"nd/]|[0-9a-fD]{4}){0,12}\"\\}") {
            if let Some(found) = read(&json) {
                prop_assert_eq!(serde_json::from_str::<Map<String, Value>>(&json).ok(), Some(found));
            }
        }
    }
}
