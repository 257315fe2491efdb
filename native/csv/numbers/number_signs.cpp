#include "csv/numbers/number_signs.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace tessera::csv {

namespace {

constexpr std::array<std::string_view, 3> kCommas = {",", "\xd9\xac", "\xef\xbc\x8c"};  // also U+066C, U+FF0C
constexpr std::array<std::string_view, 2> kPoints = {".", "\xef\xbc\x8e"};              // also U+FF0E
// U+2019, U+2018, U+02BC, U+FF07, U+00B4
constexpr std::array<std::string_view, 6> kApostrophes = {"'",        "\xe2\x80\x99", "\xe2\x80\x98",
                                                          "\xca\xbc", "\xef\xbc\x87", "\xc2\xb4"};
// U+00A0, U+202F, U+2009, U+2007, U+2008, U+200A, U+2006, U+2005, U+2004, U+205F, U+3000
constexpr std::array<std::string_view, 12> kBlanks = {" ",
                                                      "\xc2\xa0",
                                                      "\xe2\x80\xaf",
                                                      "\xe2\x80\x89",
                                                      "\xe2\x80\x87",
                                                      "\xe2\x80\x88",
                                                      "\xe2\x80\x8a",
                                                      "\xe2\x80\x86",
                                                      "\xe2\x80\x85",
                                                      "\xe2\x80\x84",
                                                      "\xe2\x81\x9f",
                                                      "\xe3\x80\x80"};
constexpr std::array<std::span<const std::string_view>, 4> kKin = {kCommas, kPoints, kApostrophes, kBlanks};

struct Character {
  uint32_t code;
  size_t size;
};

/** The first character of a text that is not empty; a byte that begins none counts as U+FFFD. */
Character first_character(std::string_view text) {
  const auto byte = [text](size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](size_t i) { return i < text.size() && (byte(i) & 0xc0) == 0x80; };
  if (byte(0) < 0x80) return {byte(0), 1};
  if ((byte(0) & 0xe0) == 0xc0 && follows(1)) return {(byte(0) & 0x1fu) << 6 | (byte(1) & 0x3fu), 2};
  if ((byte(0) & 0xf0) == 0xe0 && follows(1) && follows(2)) {
    return {(byte(0) & 0x0fu) << 12 | (byte(1) & 0x3fu) << 6 | (byte(2) & 0x3fu), 3};
  }
  return {0xfffd, 1};
}

/** First digit (zero) of each script whose digits are read; ten follow each. */
constexpr std::array<uint32_t, 12> kZeros = {0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6,
                                             0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0xff10};
/** Minus signs, hyphens and dashes beside the ASCII one. */
constexpr std::array<uint32_t, 10> kMinuses = {0x2212, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0xfe63, 0xff0d, 0x207b};
/** Marks of direction and joining, which change no number. */
constexpr std::array<uint32_t, 12> kUnseen = {0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c,
                                              0x2066, 0x2067, 0x2068, 0x2069, 0x200b, 0xfeff};

bool is_in(uint32_t code, const auto& codes) { return std::find(codes.begin(), codes.end(), code) != codes.end(); }

/** The text with digits, signs, brackets and blanks of all scripts as the plain ones. */
std::string plain_signs(std::string_view text, char decimal) {
  std::string plain;
  while (!text.empty()) {
    const auto [code, size] = first_character(text);
    const std::string_view whole = text.substr(0, size);
    text.remove_prefix(size);
    const auto* zero =
        std::find_if(kZeros.begin(), kZeros.end(), [code = code](uint32_t z) { return code >= z && code < z + 10; });
    if (zero != kZeros.end()) {
      plain.push_back(static_cast<char>('0' + (code - *zero)));
    } else if (is_in(code, kMinuses)) {
      plain.push_back('-');
    } else if (code == 0x066b) {  // the Arabic decimal sign
      plain.push_back(decimal == '\0' ? '.' : decimal);
    } else if (code == 0xff08 || code == 0xff09) {
      plain.push_back(code == 0xff08 ? '(' : ')');
    } else if (code == 0xff0b || code == 0xff05 || code == 0x066a || code == 0xff0e || code == 0xff0c) {
      plain.push_back(code == 0xff0b ? '+' : code == 0xff0e ? '.' : code == 0xff0c ? ',' : '%');
    } else if (std::find(kBlanks.begin(), kBlanks.end(), whole) != kBlanks.end()) {
      plain.push_back(' ');
    } else if (!is_in(code, kUnseen)) {
      plain.append(whole);
    }
  }
  return plain;
}

// Lower case; longer ones before those that they begin or end with. numberCurrencies in number-text.ts has the same.
constexpr std::array<std::string_view, 70> kCurrencies = {"us$",          "hk$",          "nz$",          "a$",
                                                          "c$",           "r$",           "s$",           "$",
                                                          "\xe2\x82\xac", "\xc2\xa3",     "\xc2\xa5",     "\xef\xbf\xa5",
                                                          "\xe2\x82\xb9", "\xe2\x82\xa8", "\xe2\x82\xbd", "\xe2\x82\xa9",
                                                          "\xe2\x82\xba", "\xe2\x82\xaa", "\xe2\x82\xab", "\xe0\xb8\xbf",
                                                          "\xe2\x82\xb1", "\xe2\x82\xb4", "\xe2\x82\xbf", "rs.",
                                                          "rs",           "re.",          "usd",          "eur",
                                                          "gbp",          "jpy",          "chf",          "inr",
                                                          "cad",          "aud",          "nzd",          "sgd",
                                                          "hkd",          "cny",          "rmb",          "sek",
                                                          "nok",          "dkk",          "pln",          "czk",
                                                          "huf",          "try",          "rub",          "brl",
                                                          "zar",          "mxn",          "krw",          "twd",
                                                          "thb",          "idr",          "myr",          "php",
                                                          "ils",          "aed",          "sar",          "usdt",
                                                          "usdc",         "btc",          "eth",          "kr.",
                                                          "kr",           "sfr.",         "fr.",          "fr",
                                                          "z\xc5\x82",    "k\xc4\x8d"};

bool begins(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  return std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                    [](char known, char c) { return known == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c); });
}

bool ends(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() && begins(text.substr(text.size() - lower_case.size()), lower_case);
}

/** Takes mark after mark from both ends of a number. */
class Marks {
 public:
  explicit Marks(std::string_view text) : text_(text) {}

  bool strip() {
    while (step()) {}
    return !text_.empty() && minuses_ + parentheses_ + debits_ <= 1 && pluses_ + minuses_ <= 1;
  }
  std::string_view core() const { return text_; }
  bool negative() const { return minuses_ + parentheses_ + debits_ == 1; }

 private:
  bool step() {
    while (!text_.empty() && text_.front() == ' ') text_.remove_prefix(1);
    while (!text_.empty() && text_.back() == ' ') text_.remove_suffix(1);
    if (text_.empty()) return false;
    return sign() || brackets() || unit() || side() || quoting();
  }

  bool sign() {
    if (text_.size() > 2 && text_.ends_with("/-")) {  // Rs 500/-
      take(false, 2);
      return true;
    }
    if (const size_t dashes = missing_cents(); dashes > 0) {  // Fr. 20.-
      take(false, dashes);
      return true;
    }
    for (const bool front : {true, false}) {
      const char c = front ? text_.front() : text_.back();
      if (c != '-' && c != '+') continue;
      take(front, 1);
      ++(c == '-' ? minuses_ : pluses_);
      return true;
    }
    return false;
  }

  /** One or two dashes behind a decimal sign stand for no cents. */
  size_t missing_cents() const {
    const size_t last = text_.find_last_not_of('-');
    if (last == std::string_view::npos || last == 0) return 0;
    const size_t dashes = text_.size() - 1 - last;
    const bool is_behind_sign = (text_[last] == '.' || text_[last] == ',') && text_[last - 1] >= '0' && text_[last - 1] <= '9';
    return is_behind_sign && dashes <= 2 ? dashes : 0;
  }

  bool brackets() {
    if (text_.size() < 2 || text_.front() != '(' || text_.back() != ')') return false;
    take(true, 1);
    take(false, 1);
    ++parentheses_;
    return true;
  }

  bool unit() {
    if (percents_ == 0 && (text_.front() == '%' || text_.back() == '%')) {
      take(text_.front() == '%', 1);
      ++percents_;
      return true;
    }
    if (currencies_ > 0) return false;
    for (const std::string_view currency : kCurrencies) {
      const bool front = begins(text_, currency);
      if (!front && !ends(text_, currency)) continue;
      take(front, currency.size());
      ++currencies_;
      return true;
    }
    return false;
  }

  /** Credit and debit. */
  bool side() {
    if (sides_ > 0) return false;
    for (const std::string_view word : {"cr.", "dr.", "cr", "dr"}) {
      if (!ends(text_, word) && !begins(text_, word)) continue;
      take(!ends(text_, word), word.size());
      ++sides_;
      debits_ += word.front() == 'd' ? 1 : 0;
      return true;
    }
    return false;
  }

  /** The apostrophe and the ="1.5" with which spreadsheets keep a number as text. */
  bool quoting() {
    if (text_.size() > 3 && text_.starts_with("=\"") && text_.back() == '"') {
      take(true, 2);
      take(false, 1);
      return true;
    }
    if (text_.size() < 2 || text_.front() != '\'') return false;
    take(true, 1);
    return true;
  }

  void take(bool front, size_t count) { front ? text_.remove_prefix(count) : text_.remove_suffix(count); }

  std::string_view text_;
  int minuses_ = 0, pluses_ = 0, parentheses_ = 0, percents_ = 0, currencies_ = 0, sides_ = 0, debits_ = 0;
};

}  // namespace

size_t grouping_sign(std::string_view text, std::string_view sign) {
  if (sign.empty() || text.empty()) return 0;
  if (text.starts_with(sign)) return sign.size();
  for (const auto& kin : kKin) {
    if (std::find(kin.begin(), kin.end(), sign) == kin.end()) continue;
    for (const std::string_view one : kin) {
      if (text.starts_with(one)) return one.size();
    }
  }
  return 0;
}

bool strip_signs(std::string_view text, char decimal, std::string& core, bool& negative) {
  const std::string plain = plain_signs(text, decimal);
  Marks marks(plain);
  if (!marks.strip()) return false;
  core.assign(marks.core());
  negative = marks.negative();
  return true;
}

}  // namespace tessera::csv
