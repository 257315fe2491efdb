#include "csv/numbers/number_cell.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "csv/numbers/number_signs.h"

namespace tessera::csv {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trim(std::string_view text, const Dialect& dialect) {
  while (!text.empty() && dialect.is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && dialect.is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_one_of(std::string_view text, const auto& words) {
  constexpr size_t kLongest = 16;
  if (text.size() > kLongest) return false;
  std::array<char, kLongest> lower{};
  std::transform(text.begin(), text.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
  const std::string_view key(lower.data(), text.size());
  return std::find(words.begin(), words.end(), key) != words.end();
}

// In lower case. The first group is what pandas reads as missing, the second what people and databases write.
constexpr std::array<std::string_view, 19> kNaTokens = {"na",   "n/a",  "#na",  "#n/a",   "#n/a n/a", "<na>",    "nan",
                                                        "-nan", "null", "none", "1.#ind", "-1.#ind",  "1.#qnan", "-1.#qnan",
                                                        "nil",  "\\n",  "-",    "--",     "(null)"};
constexpr std::array<std::string_view, 4> kInfinities = {"inf", "infinity", "1.#inf", "\xe2\x88\x9e"};  // after the sign
// Group separators in use: , . ' blank no-break-space narrow-no-break-space right-single-quote
constexpr std::array<std::string_view, 7> kSeparators = {",", ".", "'", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99"};

/** Whether a number is grouped by threes, or the Indian way: a last group of three, twos before it. No group begins with 0. */
class Groups {
 public:
  void digit(char digit) {
    if (size_++ == 0 && separators_ == 0) leading_zero_ = digit == '0';
  }
  void separator() {
    if (separators_++ == 0) {
      first_ = size_;
    } else {
      threes_ = threes_ && size_ == 3;
      twos_ = twos_ && size_ == 2;
    }
    size_ = 0;
  }
  bool valid() const {
    if (separators_ == 0) return true;
    return size_ == 3 && first_ >= 1 && !leading_zero_ && ((threes_ && first_ <= 3) || (twos_ && first_ <= 2));
  }

 private:
  int size_ = 0;
  int first_ = 0;
  int separators_ = 0;
  bool threes_ = true;
  bool twos_ = true;
  bool leading_zero_ = false;
};

/** Whether a number out of range of double is too large, not too small: the power of ten of its first digit. */
bool is_too_large(std::string_view plain) {
  const size_t e = std::min(plain.find_first_of("eE"), plain.size());
  const std::string_view digits = plain.substr(0, e);
  const size_t point = std::min(digits.find('.'), digits.size());
  const size_t first = digits.find_first_of("123456789");
  if (first == std::string_view::npos) return false;
  const double power = first < point ? static_cast<double>(point - first) - 1 : -static_cast<double>(first - point);
  double exponent = 0;  // as a double it saturates instead of wrapping
  const bool negative = e + 1 < plain.size() && plain[e + 1] == '-';
  for (size_t i = e; i < plain.size(); ++i) {
    if (is_digit(plain[i])) exponent = std::min(exponent * 10 + (plain[i] - '0'), 1e9);
  }
  return power + (negative ? -exponent : exponent) > 0;
}

}  // namespace

RejectReason NumberCell::read(std::string_view text, double& value) {
  value = kMissing;
  const std::string_view cell = trim(text, dialect_);
  if (cell.empty()) return RejectReason::blank;
  if (to_plain(cell, dialect_.thousands)) return convert(value);
  if (is_one_of(cell, kNaTokens)) return RejectReason::na_token;
  const bool is_signed = cell.front() == '+' || cell.front() == '-';
  if (is_one_of(cell.substr(is_signed), kInfinities)) return RejectReason::infinite;
  if (dialect_.accounting) {
    bool negative = false;
    // A second sign is not to be found below the first.
    if (strip_signs(cell, dialect_.decimal, core_, negative) && core_.front() != '+' && core_.front() != '-' &&
        to_plain(core_, dialect_.thousands)) {
      if (negative) plain_.insert(plain_.begin(), '-');
      return convert(value);
    }
  }
  for (const std::string_view separator : kSeparators) {
    if (separator.front() != dialect_.decimal && to_plain(cell, separator)) return RejectReason::thousands;
  }
  return RejectReason::text;
}

/** Copies `text` to plain_ as from_chars reads it. False when it is not a number of the grammar. */
bool NumberCell::to_plain(std::string_view text, std::string_view separator) {
  plain_.clear();
  size_t at = 0;
  if (text[at] == '+' || text[at] == '-') {
    if (text[at] == '-') plain_.push_back('-');
    ++at;
  }
  Groups groups;
  bool has_digit = false;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      plain_.push_back(text[at]);
      groups.digit(text[at]);
      has_digit = true;
    } else if (const size_t sign = grouping_sign(text.substr(at), separator); sign != 0) {
      groups.separator();
      at += sign - 1;
    } else {
      break;
    }
  }
  if (!groups.valid()) return false;
  if (at < text.size() && text[at] == dialect_.decimal && dialect_.decimal != '\0') {
    plain_.push_back('.');
    for (++at; at < text.size() && is_digit(text[at]); ++at) {
      plain_.push_back(text[at]);
      has_digit = true;
    }
  }
  if (!has_digit) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    plain_.push_back('e');
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) plain_.push_back(text[at++]);
    const size_t exponent = at;
    for (; at < text.size() && is_digit(text[at]); ++at) plain_.push_back(text[at]);
    if (at == exponent) return false;
  }
  return at == text.size();
}

RejectReason NumberCell::convert(double& value) const {
  double parsed = 0;
  const auto [end, code] = std::from_chars(plain_.data(), plain_.data() + plain_.size(), parsed);
  if (code == std::errc::result_out_of_range) {
    if (is_too_large(plain_)) return RejectReason::infinite;
    parsed = plain_.front() == '-' ? -0.0 : 0.0;
  } else if (code != std::errc() || end != plain_.data() + plain_.size()) {
    return RejectReason::text;
  }
  if (!std::isfinite(parsed)) return RejectReason::infinite;
  value = parsed;
  return RejectReason::none;
}

}  // namespace tessera::csv
