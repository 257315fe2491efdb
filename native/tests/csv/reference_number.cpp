#include <cmath>
#include <cstdlib>
#include <limits>

#include "tests/csv/reference_table.h"

namespace tessera::csv::reference {
namespace {

using Parts = std::vector<std::string>;

bool all_digits(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }

Parts split(const std::string& text, const std::string& separator) {
  Parts parts;
  size_t from = 0;
  for (size_t at; (at = text.find(separator, from)) != std::string::npos; from = at + separator.size()) {
    parts.push_back(text.substr(from, at - from));
  }
  parts.push_back(text.substr(from));
  return parts;
}

/** "1,234,567" or "12,34,567" without its commas; "" when it is neither. */
std::string ungroup(const std::string& text, const std::string& separator) {
  if (separator.empty()) return text;
  const Parts parts = split(text, separator);
  std::string joined;
  for (const std::string& part : parts) joined += part;
  if (parts.size() == 1) return joined;
  for (const size_t inner : {3u, 2u}) {
    bool fits = !parts[0].empty() && parts[0][0] != '0' && parts[0].size() <= inner && parts.back().size() == 3;
    for (size_t i = 1; i + 1 < parts.size(); ++i) fits = fits && parts[i].size() == inner;
    if (fits) return joined;
  }
  return "";
}

/** The number as strtod takes it; "" when it is none. */
std::string plain(std::string text, char decimal, const std::string& separator) {
  std::string exponent;
  if (const size_t e = text.find_first_of("eE"); e != std::string::npos) {
    exponent = text.substr(e + 1);
    text.resize(e);
    const size_t sign = exponent.find_first_of("+-") == 0 ? 1 : 0;
    if (exponent.size() == sign || !all_digits(exponent.substr(sign))) return "";
    exponent = "e" + exponent;
  }
  std::string sign;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    sign = text[0];
    text.erase(0, 1);
  }
  std::string whole = text;
  std::string fraction;
  const size_t point = text.find(decimal);
  if (point != std::string::npos) {
    whole = text.substr(0, point);
    fraction = text.substr(point + 1);
  }
  const bool is_empty = whole.empty();
  whole = is_empty ? whole : ungroup(whole, separator);
  if (!is_empty && whole.empty()) return "";
  if (!all_digits(whole) || !all_digits(fraction) || (whole + fraction).empty()) return "";
  return sign + whole + "." + fraction + exponent;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

Number read_number(const std::string& cell, char delimiter, char decimal, const std::string& thousands) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const std::string blanks = delimiter == '\t' ? " " : " \t";
  const size_t first = cell.find_first_not_of(blanks);
  if (first == std::string::npos) return {Kind::blank, missing};
  const std::string text = cell.substr(first, cell.find_last_not_of(blanks) - first + 1);

  if (const std::string number = plain(text, decimal, thousands); !number.empty()) {
    const double value = std::strtod(number.c_str(), nullptr);
    return std::isfinite(value) ? Number{Kind::number, value} : Number{Kind::infinite, missing};
  }
  std::string word = lower(text);
  if (word[0] == '+' || word[0] == '-') word.erase(0, 1);
  if (word == "inf" || word == "infinity" || word == "1.#inf" || word == "\xe2\x88\x9e") return {Kind::infinite, missing};
  for (const char* separator : {",", ".", "'", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99"}) {
    if (separator[0] != decimal && !plain(text, decimal, separator).empty()) return {Kind::thousands, missing};
  }
  return {Kind::other, missing};
}

}  // namespace tessera::csv::reference
