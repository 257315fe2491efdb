// Digits read many at a time, as bytes of machine words.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tessera::csv {

static_assert(std::endian::native == std::endian::little, "the first character must be the lowest byte");

/** 10^n, n = 0..19. */
inline constexpr std::array<uint64_t, 20> kTenToThe = [] {
  std::array<uint64_t, 20> table{1};
  for (unsigned n = 1; n < table.size(); ++n) table[n] = table[n - 1] * 10;
  return table;
}();

/** kLastBytes[n], n = 0..8, keeps the n bytes of a word that come last in memory. */
inline constexpr std::array<uint64_t, 9> kLastBytes = [] {
  std::array<uint64_t, 9> table{};
  for (unsigned n = 1; n < table.size(); ++n) table[n] = ~uint64_t{0} << (64 - 8 * n);
  return table;
}();

/** Eight characters minus '0' each. */
inline uint64_t load_digits(const char* text) {
  uint64_t word;
  std::memcpy(&word, text, 8);
  return word ^ 0x3030'3030'3030'3030u;
}

/** How many of eight loaded characters are digits before the first that is not. */
inline unsigned digit_run(uint64_t digits) {
  constexpr uint64_t kLowBits = 0x7f7f'7f7f'7f7f'7f7fu;
  // Adding 0x76 carries into a byte's top bit exactly when it is 10 or more.
  const uint64_t over = (((digits & kLowBits) + 0x7676'7676'7676'7676u) | digits) & ~kLowBits;
  return static_cast<unsigned>(std::countr_zero(over)) >> 3;
}

/** Value of eight digits: neighbours are joined to pairs, then the four pairs by two multiplications. */
inline uint64_t eight_digits(uint64_t digits) {
  constexpr uint64_t kPairs = 0x0000'00ff'0000'00ffu;
  const uint64_t pairs = digits * 10 + (digits >> 8);
  return ((pairs & kPairs) * (100 + (1'000'000ull << 32)) + ((pairs >> 16) & kPairs) * (1 + (10'000ull << 32))) >> 32;
}

/** Value of the first `count` (1..8) of eight loaded digits: shifted up, so that zeros stand before. */
inline uint64_t first_digits(uint64_t digits, unsigned count) { return eight_digits(digits << (64 - 8 * count)); }

/** Value of the `count` (0..16) digits that end before `end`; the 16 bytes before it must be readable. */
inline uint64_t last_sixteen_digits_portable(const char* end, unsigned count) {
  const uint64_t high = load_digits(end - 16) & kLastBytes[count < 8 ? 0 : count - 8];
  const uint64_t low = load_digits(end - 8) & kLastBytes[count < 8 ? count : 8];
  return eight_digits(high) * kTenToThe[8] + eight_digits(low);
}

#if defined(__SSE2__)

inline uint64_t last_sixteen_digits(const char* end, unsigned count) {
  alignas(16) static constexpr std::array<char, 32> kKeep = [] {
    std::array<char, 32> bytes{};
    for (unsigned i = 16; i < 32; ++i) bytes[i] = -1;
    return bytes;
  }();
  const auto load = [](const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); };
  const __m128i digits = _mm_and_si128(_mm_sub_epi8(load(end - 16), _mm_set1_epi8('0')), load(kKeep.data() + count));
  // Each step joins neighbours: 16 digits, 8 pairs, 4 fours, 2 eights.
  const __m128i zero = _mm_setzero_si128();
  const __m128i tens = _mm_set1_epi32(1 << 16 | 10);
  const __m128i pairs = _mm_packs_epi32(_mm_madd_epi16(_mm_unpacklo_epi8(digits, zero), tens),
                                        _mm_madd_epi16(_mm_unpackhi_epi8(digits, zero), tens));
  const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
  const __m128i eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10'000));
  const auto both = static_cast<uint64_t>(_mm_cvtsi128_si64(eights));
  return (both & 0xffff'ffffu) * kTenToThe[8] + (both >> 32);
}

#else

inline uint64_t last_sixteen_digits(const char* end, unsigned count) { return last_sixteen_digits_portable(end, count); }

#endif

}  // namespace tessera::csv
