// Random texts of numbers, for comparing parsers.
#pragma once

#include <charconv>
#include <random>
#include <string>

namespace tessera::csv::testing {

class NumberText {
 public:
  explicit NumberText(uint64_t seed) : random_(seed) {}

  uint64_t bits() { return random_(); }
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }

  /** Digits around a point, any number of them: mostly what the fast paths take, sometimes more. */
  std::string decimal() {
    std::string text(below(2), '-');
    digits(text, 1 + below(below(8) == 0 ? 20 : 7));
    if (below(8) == 0) return text;
    text += '.';
    digits(text, 1 + below(19));
    return text;
  }

  /** The shortest text of a random amount, as programs write it. */
  std::string amount() {
    double value = static_cast<double>(static_cast<int64_t>(random_() % 20'000'000) - 10'000'000) / 100;
    if (below(2)) value = value * 1.01 - 0.0035;
    return shortest(value);
  }

  /** The shortest text of any double, scientific where that is shorter. */
  std::string any() {
    for (;;) {
      const double value = std::bit_cast<double>(random_());
      if (std::isfinite(value)) return shortest(value);
    }
  }

  /** Exactly in the middle of two neighbouring doubles, or one unit in the last digit beside it. */
  std::string middle() {
    const uint64_t mantissa = (uint64_t{1} << 53) | (random_() >> 11);
    // odd / 2^k, written out exactly: odd * 5^k / 10^k
    const unsigned k = 1 + below(4);
    uint64_t scaled = (mantissa * 2 + 1);
    for (unsigned i = 0; i < k; ++i) scaled *= 5;
    if (scaled / 5 > (uint64_t{1} << 61)) return decimal();
    scaled += below(3) - 1;
    std::string text = std::to_string(scaled);
    return text.insert(text.size() - k, 1, '.');
  }

 private:
  static std::string shortest(double value) {
    char text[40];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
  }

  void digits(std::string& text, unsigned count) {
    for (unsigned i = 0; i < count; ++i) text += static_cast<char>('0' + below(10));
  }

  std::mt19937_64 random_;
};

}  // namespace tessera::csv::testing
