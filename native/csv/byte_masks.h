// Which of the next 64 bytes are delimiters, decimal signs, digits: one bit per byte, the first byte lowest.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::csv {

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
