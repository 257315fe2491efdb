// One number at a place whose end is not known: [-]digits[.digits], at most 19 digits, no blanks, no exponent.
#pragma once

#include <cstddef>
#include <cstdint>

#include "csv/numbers/decimal_quotient.h"
#include "csv/numbers/digits.h"

namespace tessera::csv {

/** Bytes that must be readable after the last byte of the text (any value; NUL ends a number). */
inline constexpr size_t kReadAhead = 80;

/** Never equal to a byte: the dialect's decimal sign is not accepted. */
inline constexpr int kNoDecimal = 256;

/**
 * Returns the first byte after the number and sets `value` to the nearest double, or nullptr when the text does not
 * begin with a number of this form. The caller decides whether what follows may follow (an 'e' may not).
 */
inline const char* parse_plain(const char* text, int decimal, double& value) {
  const bool negative = *text == '-';
  text += negative;

  uint64_t word = load_digits(text);
  unsigned count = digit_run(word);
  if (count == 0) return nullptr;
  uint64_t w = first_digits(word, count);
  text += count;
  unsigned total = w == 0 ? 0 : count;  // the zero of 0.012 is no significant digit
  if (count == 8) [[unlikely]] {
    word = load_digits(text);
    count = digit_run(word);
    if (count == 8) return nullptr;  // 16 digits and more before the point
    if (count != 0) w = w * kTenToThe[count] + first_digits(word, count);
    text += count;
    total += count;
  }

  unsigned decimals = 0;
  if (static_cast<unsigned char>(*text) == decimal) {
    ++text;
    do {
      word = load_digits(text);
      count = digit_run(word);
      if (count == 0) break;
      total += count;
      if (total > 19) return nullptr;
      w = w * kTenToThe[count] + first_digits(word, count);
      text += count;
      decimals += count;
    } while (count == 8);
    if (decimals == 0) return nullptr;  // "5." is left to others
  }

  value = decimal_quotient(w, decimals);
  if (negative) value = -value;
  return text;
}

}  // namespace tessera::csv
