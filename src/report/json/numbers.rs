//! Whole numbers and short decimals to their digits, without a division for each.

/// Numbers below this are written eight digits at once.
pub(super) const EIGHT_DIGITS: usize = 100_000_000;

/// Writes a number behind what `out` holds.
#[inline]
pub(super) fn push(number: usize, out: &mut Vec<u8>) {
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

/// Writes a number below [`EIGHT_DIGITS`] as one of so many decimals, without zeros at its end, but with one decimal at
/// least.
pub(super) fn push_decimal<const PLACES: usize>(number: u64, out: &mut Vec<u8>) {
    let digits = eight_digits(number).to_le_bytes();
    let (whole, decimals) = digits.split_at(8 - PLACES);
    let leading = whole[1..].iter().zip(whole).take_while(|(_, digit)| **digit == b'0').count();
    let zeros = decimals[1..].iter().rev().take_while(|digit| **digit == b'0').count();
    out.extend_from_slice(&whole[leading..]);
    out.push(b'.');
    out.extend_from_slice(&decimals[..PLACES - zeros]);
}

const ZEROS: u64 = 0x3030_3030_3030_3030;

/// The digits of a number below [`EIGHT_DIGITS`], the first in the lowest byte, and how many there are.
#[inline]
pub(super) const fn digits(number: u64) -> (u64, usize) {
    let all = eight_digits(number);
    // The last digit is there even if it is a zero.
    let leading = ((all ^ ZEROS) | 1 << 56).trailing_zeros() / 8;
    (all >> (8 * leading), 8 - leading as usize)
}

/// The same with the zeros before it. Halves of four digits, pairs and single digits are parted side by side, by
/// multiplications instead of divisions.
#[inline]
const fn eight_digits(number: u64) -> u64 {
    let halves = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | (halves - 100 * hundreds) << 16;
    let tens = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
    (tens | (pairs - 10 * tens) << 8) | ZEROS
}

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
        let cases =
            [(10_000, "1.0"), (1, "0.0001"), (557_522, "55.7522"), (1_800_000, "180.0"), (10_500, "1.05")];
        for (number, expected) in cases {
            let mut out = Vec::new();
            push_decimal::<4>(number, &mut out);
            assert_eq!(out, expected.as_bytes());
        }
    }
}
