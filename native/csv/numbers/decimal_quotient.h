// The double nearest to w / 10^k, ties to even, for 64-bit w and small k: exact, in three steps of growing cost.
//
// 1. Small w and 10^k up to 10^22 are doubles themselves, so one division rounds once (W. Clinger, 1990).
// 2. Else w is multiplied by a 64-bit reciprocal of 5^k. The product is at most 3 units of 2^-62 too small, which only
//    matters just below the middle between two doubles: once in about 300.
// 3. There the division is made exactly, with remainder.
// For k <= 27 no result is subnormal and none overflows, so there are no special cases.
#pragma once

#include <array>
#include <bit>
#include <cfloat>
#include <cstdint>

namespace tessera::csv {

// 64 x 64 -> 128 bit arithmetic.
#if defined(__SIZEOF_INT128__)
__extension__ using Wide = unsigned __int128;
#else
#error "the CSV reader needs a compiler with 128-bit integers (GCC, Clang)"
#endif

inline constexpr Wide wide(uint64_t high, uint64_t low) { return (static_cast<Wide>(high) << 64) | low; }
inline constexpr uint64_t high_half(Wide value) { return static_cast<uint64_t>(value >> 64); }
inline constexpr uint64_t low_half(Wide value) { return static_cast<uint64_t>(value); }

static_assert(FLT_EVAL_METHOD == 0, "doubles must be divided as doubles");

inline constexpr unsigned kMaxDecimals = 27;  // 5^27 is the last power of five below 2^64

namespace detail {

struct PowerOfFive {
  uint64_t divisor;     ///< 5^k shifted left until its top bit is set
  uint64_t reciprocal;  ///< floor((2^127 - 1) / divisor)
  int shift;            ///< how far 5^k was shifted
};

inline constexpr std::array<PowerOfFive, kMaxDecimals + 1> kPowersOfFive = [] {
  std::array<PowerOfFive, kMaxDecimals + 1> table{};
  uint64_t power = 1;
  for (PowerOfFive& entry : table) {
    const int shift = std::countl_zero(power);
    const uint64_t divisor = power << shift;
    entry = {divisor, low_half(((Wide{1} << 127) - 1) / divisor), shift};
    power *= 5;
  }
  return table;
}();

inline constexpr std::array<double, 23> kExactTens = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/**
 * Bits of the double (quotient + a fraction) * 2^exponent, quotient >= 2^62. `round_up` decides on the bits below
 * the mantissa. The mantissa brings its leading bit, and the carry of rounding, into the exponent field.
 */
inline double assemble(uint64_t mantissa, bool round_up, int exponent) {
  return std::bit_cast<double>((static_cast<uint64_t>(exponent + 1074) << 52) + mantissa + (round_up ? 1 : 0));
}

/** Step 3. Not inlined: it is rare. */
[[gnu::noinline, gnu::cold]] inline double divide_exactly(uint64_t w, unsigned k) {
  const PowerOfFive& five = kPowersOfFive[k];
  const int w_shift = std::countl_zero(w);
  const Wide dividend = static_cast<Wide>(w << w_shift) << 63;
  const uint64_t quotient = low_half(dividend / five.divisor);
  const bool has_remainder = dividend % five.divisor != 0;
  const int extra = 10 + static_cast<int>(quotient >> 63);
  const uint64_t half = uint64_t{1} << (extra - 1);
  const uint64_t dropped = quotient & (2 * half - 1);
  const uint64_t mantissa = quotient >> extra;
  const bool round_up = dropped > half || (dropped == half && (has_remainder || (mantissa & 1) != 0));
  return assemble(mantissa, round_up, five.shift - w_shift - 63 - static_cast<int>(k) + extra);
}

}  // namespace detail

/**
 * Up to here numbers take step 1, which would be right up to 2^53. Programs write amounts with a few digits or with 16
 * and 17: a border between 16 and 17 digits would be mispredicted all the time.
 */
inline constexpr uint64_t kFewDigits = uint64_t{1} << 46;

/** k <= kMaxDecimals. Never negative; the rounding mode must be the default one. */
inline double decimal_quotient(uint64_t w, unsigned k) {
  using namespace detail;
  if (w < kFewDigits && k < kExactTens.size()) {
    return static_cast<double>(static_cast<int64_t>(w)) / kExactTens[k];
  }
  if (w == 0) [[unlikely]]
    return 0;  // with 23 decimals and more
  const PowerOfFive& five = kPowersOfFive[k];
  const int w_shift = std::countl_zero(w);
  // w / 5^k = (quotient + at most 3) * 2^(shift - w_shift - 63), and the quotient has 63 or 64 bits.
  const uint64_t quotient = high_half(static_cast<Wide>(w << w_shift) * five.reciprocal);
  const int extra = 10 + static_cast<int>(quotient >> 63);
  const uint64_t half = uint64_t{1} << (extra - 1);
  const uint64_t dropped = quotient & (2 * half - 1);
  if (half - dropped <= 3) [[unlikely]]
    return divide_exactly(w, k);  // dropped in half - 3 ... half
  return assemble(quotient >> extra, dropped > half, five.shift - w_shift - 63 - static_cast<int>(k) + extra);
}

}  // namespace tessera::csv
