//! Whole numbers and short decimals to their digits, without a division for each.

/// Numbers below this are written eight digits at once.
pub(super) const EIGHT_DIGITS: usize = 100_000_000;

/// Writes a number behind what `out` holds.
#[inline]
pub(super) fn push(number: usize, out: &mut Vec<u8>) {
    if number < 10 {
        out.push(b'0' + number as u8);
        return;
    }
    if number >= EIGHT_DIGITS {
        out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        return;
    }
    let (digits, length) = digits(number as u64);
    // All eight, as a copy of fixed length is quick.
    let end = out.len() + length;
    out.extend_from_slice(&digits.to_le_bytes());
    out.truncate(end);
}

/// Writes a number that has so many decimals at most, with one at least, as its digits are those of a whole number.
/// Whether it is one: nothing is written of others, very small and very large ones among them.
pub(super) fn push_decimal<const PLACES: usize>(number: f64, out: &mut Vec<u8>) -> bool {
    let scale = f64::from(10_u32.pow(PLACES as u32));
    let parts = (number.abs() * scale).round();
    if !(10.0..EIGHT_DIGITS as f64).contains(&parts) || (parts / scale).to_bits() != number.abs().to_bits() {
        return false;
    }
    if number < 0.0 {
        out.push(b'-');
    }
    #[expect(clippy::cast_sign_loss, reason = "it is 10 or more")]
    let digits = eight_digits(parts as u64);
    let (whole, decimals) = digits.split_at(8 - PLACES);
    let leading = whole[1..].iter().zip(whole).take_while(|(_, digit)| **digit == b'0').count();
    let zeros = decimals[1..].iter().rev().take_while(|digit| **digit == b'0').count();
    out.extend_from_slice(&whole[leading..]);
    out.push(b'.');
    out.extend_from_slice(&decimals[..PLACES - zeros]);
    true
}

/// The digits of a number below [`EIGHT_DIGITS`], the first in the lowest byte, and how many there are. Halves of four
/// digits, pairs and single digits are parted side by side, by multiplications instead of divisions.
#[inline]
pub(super) const fn digits(number: u64) -> (u64, usize) {
    let halves = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | (halves - 100 * hundreds) << 16;
    let tens = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
    let all = tens | (pairs - 10 * tens) << 8;
    // The last digit is there even if it is a zero.
    let leading = (all | 1 << 56).trailing_zeros() / 8;
    ((all | ZEROS) >> (8 * leading), 8 - leading as usize)
}

/// The digits of a number below [`EIGHT_DIGITS`], with zeros before them.
fn eight_digits(number: u64) -> [u8; 8] {
    let (digits, length) = digits(number);
    let missing = 8 * (8 - length as u32);
    (digits << missing | ZEROS & !(u64::MAX << missing)).to_le_bytes()
}

const ZEROS: u64 = 0x3030_3030_3030_3030;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        let powers = (0..20).map(|power| 10usize.pow(power));
        let ends = powers.flat_map(|power| [power - 1, power, power + 1]);
        for number in ends.chain(0..10_000).chain([usize::MAX]) {
            let mut out = b"behind ".to_vec();
            push(number, &mut out);
            assert_eq!(out, format!("behind {number}").as_bytes());
        }
    }

    #[test]
    fn decimals_have_no_zeros_around_them() {
        let cases = [
            (1.0, "1.0"),
            (0.0012, "0.0012"),
            (-55.7522, "-55.7522"),
            (180.0, "180.0"),
            (1.05, "1.05"),
            (12.5, "12.5"),
        ];
        for (number, expected) in cases {
            let mut out = Vec::new();
            assert!(push_decimal::<4>(number, &mut out));
            assert_eq!(out, expected.as_bytes());
        }
        for other in [0.0, -0.0, 1e-9, 1.0 / 3.0, 12_345.6, f64::NAN, f64::INFINITY] {
            let mut out = Vec::new();
            assert!(!push_decimal::<4>(other, &mut out) && out.is_empty(), "{other}");
        }
    }
}
