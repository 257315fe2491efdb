// Many numbers in a row: delimiters and decimal signs are found for 64 bytes at once, so that the cells between them
// do not wait for each other. plain_number.h walks from character to character instead.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "csv/numbers/decimal_quotient.h"
#include "csv/numbers/digits.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::csv {

/** Which of the next 64 bytes are delimiters, decimal signs, digits: one bit per byte, the first byte lowest. */
struct ByteMasks {
  uint64_t delimiter;
  uint64_t decimal;
  uint64_t digit;
};

/** Works everywhere; eight bytes per step. */
inline ByteMasks byte_masks_portable(const char* text, char delimiter, char decimal) {
  constexpr uint64_t kOnes = 0x0101'0101'0101'0101u;
  constexpr uint64_t kLow = 0x7f7f'7f7f'7f7f'7f7fu;
  // Gathers the top bits of eight bytes: the products put bit 7 of byte i to bit 56 + i, without collisions.
  const auto gather = [](uint64_t tops) { return ((tops >> 7) * 0x0102'0408'1020'4080u) >> 56; };
  const auto is_zero = [](uint64_t word) { return ~(((word & kLow) + kLow) | word) & ~kLow; };
  ByteMasks masks{0, 0, 0};
  for (unsigned i = 0; i < 64; i += 8) {
    uint64_t word;
    std::memcpy(&word, text + i, 8);
    const uint64_t digits = word ^ kOnes * '0';
    const uint64_t over_nine = (((digits & kLow) + kOnes * 0x76) | digits) & ~kLow;
    masks.delimiter |= gather(is_zero(word ^ kOnes * static_cast<unsigned char>(delimiter))) << i;
    masks.decimal |= gather(is_zero(word ^ kOnes * static_cast<unsigned char>(decimal))) << i;
    masks.digit |= gather(over_nine ^ ~kLow) << i;
  }
  return masks;
}

#if defined(__SSE2__)

inline ByteMasks byte_masks(const char* text, char delimiter, char decimal) {
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i decimals = _mm_set1_epi8(decimal);
  ByteMasks masks{0, 0, 0};
  for (int i = 0; i < 64; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i));
    // Moved so that the ten digits are the ten smallest signed bytes.
    const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(-128 - '0')));
    const __m128i digits = _mm_cmplt_epi8(moved, _mm_set1_epi8(-128 + 10));
    const auto bits = [i](__m128i lanes) { return uint64_t{static_cast<uint32_t>(_mm_movemask_epi8(lanes))} << i; };
    masks.delimiter |= bits(_mm_cmpeq_epi8(bytes, delimiters));
    masks.decimal |= bits(_mm_cmpeq_epi8(bytes, decimals));
    masks.digit |= bits(digits);
  }
  return masks;
}

#else

inline ByteMasks byte_masks(const char* text, char delimiter, char decimal) {
  return byte_masks_portable(text, delimiter, decimal);
}

#endif

}  // namespace tessera::csv

namespace tessera::csv {

/** Bytes that must be readable before the first cell of a buffer (any value). */
inline constexpr size_t kReadBehind = 24;

/**
 * The cell text[begin, end), of which `masks` tell the bytes (begin <= end < 64). Takes [-]digits[.digits] with 1 to 8
 * digits before the point and at most 19 in all, not counting the zero of 0.5. False: another form, no value.
 */
inline bool parse_masked(const char* text, unsigned begin, unsigned end, const ByteMasks& masks, double& value) {
  constexpr uint64_t kOne = 1;
  const bool negative = text[begin] == '-';
  const unsigned first = begin + negative;
  const uint64_t in_cell = (kOne << end) - (kOne << first);
  const uint64_t others = in_cell & ~masks.digit;
  const auto point = static_cast<unsigned>(std::countr_zero(others | kOne << end));
  const unsigned whole = point - first;
  const unsigned rest = end - point;  // the point and what follows
  const unsigned decimals = rest - (rest != 0);
  // At most one other character, and that a point. Bitwise "or": the conditions are cheap and rarely true.
  if ((((others & (others - 1)) | (others & ~masks.decimal)) != 0) | (whole - 1 > 7) | (rest == 1) |
      (whole + decimals > 19 + unsigned{whole == 1})) [[unlikely]] {
    return false;
  }

  const char* after = text + end;
  const uint64_t high = eight_digits(load_digits(text + point - 8) & kLastBytes[whole]);
  uint64_t w = last_sixteen_digits(after, decimals <= 16 ? decimals : 16);
  if (decimals > 16) {
    if (whole + decimals == 20 && high != 0) return false;
    w += eight_digits(load_digits(after - 24) & kLastBytes[decimals - 16]) * kTenToThe[16];
  }
  w += high * kTenToThe[decimals];
  value = decimal_quotient(w, decimals);
  if (negative) value = -value;
  return true;
}

/**
 * Reads up to `count` cells, each of which a delimiter ends, and returns how many it took; `text` moves behind them.
 * It stops before the first cell that is something else. kReadBehind bytes before and kReadAhead after are touched.
 */
inline size_t parse_number_run(const char*& text, char delimiter, char decimal, double* values, size_t count) {
  size_t taken = 0;
  while (taken < count) {
    const ByteMasks masks = byte_masks(text, delimiter, decimal);
    uint64_t ends = masks.delimiter;
    if (ends == 0) return taken;
    unsigned begin = 0;
    bool parsed = true;
    do {
      const auto end = static_cast<unsigned>(std::countr_zero(ends));
      parsed = parse_masked(text, begin, end, masks, values[taken]);
      if (!parsed) break;
      ends &= ends - 1;
      begin = end + 1;
      ++taken;
    } while (ends != 0 && taken < count);
    text += begin;
    if (!parsed) return taken;
  }
  return taken;
}

}  // namespace tessera::csv
