// How the cells of a file are written.
#pragma once

#include <algorithm>
#include <string>

namespace tessera::csv {

struct Dialect {
  char delimiter = ',';   ///< one of , ; tab |
  char decimal = '.';     ///< . or ,
  std::string thousands;  ///< separator of groups inside numbers as UTF-8, "" = none

  /**
   * Why the dialect cannot be used, in words; "" when it can. A thousands separator may equal the delimiter
   * (quoted cells), but not the decimal sign, and must not look like part of a number.
   */
  std::string problem() const {
    if (delimiter == '\0' || std::string(",;\t|").find(delimiter) == std::string::npos) {
      return "the delimiter must be a comma, a semicolon, a tab or a vertical bar";
    }
    if (decimal != '.' && decimal != ',') return "the decimal sign must be a point or a comma";
    const auto begins_character = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; };
    if (thousands.size() > 4 || std::count_if(thousands.begin(), thousands.end(), begins_character) > 1) {
      return "the thousands separator must be one character";
    }
    if (thousands == std::string(1, decimal)) return "the thousands separator must differ from the decimal sign";
    if (thousands.find_first_of("0123456789+-eE\"\r\n") != std::string::npos) {
      return "the thousands separator must not be a digit, a sign, an E, a quote or a line end";
    }
    return "";
  }

  /** Blanks around numbers and on blank lines. A delimiter is never a blank. */
  bool is_blank(char c) const { return c == ' ' || (c == '\t' && delimiter != '\t'); }
};

}  // namespace tessera::csv
