// How the cells of a file are written, and what to do with each of its columns.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tessera::csv {

struct Dialect {
  char delimiter = ',';     ///< one of , ; tab |
  char decimal = '.';       ///< . or , or NUL = not known: a cell with either of them is no number
  std::string thousands;    ///< separator of groups inside numbers as UTF-8, "" = none; stands for its kin (number_signs.h)
  bool accounting = false;  ///< also reads (1.5), 1.5-, \u2212 1.5, 1.5 %, $1.5, 1.5 DR, digits of other scripts ...

  /**
   * Why the dialect cannot be used, in words; "" when it can. A thousands separator may equal the delimiter
   * (quoted cells), but not the decimal sign, and must not look like part of a number.
   */
  std::string problem() const {
    if (delimiter == '\0' || std::string(",;\t|").find(delimiter) == std::string::npos) {
      return "the delimiter must be a comma, a semicolon, a tab or a vertical bar";
    }
    if (decimal != '.' && decimal != ',' && decimal != '\0') return "the decimal sign must be a point or a comma";
    const auto begins_character = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; };
    if (thousands.size() > 4 || std::count_if(thousands.begin(), thousands.end(), begins_character) > 1) {
      return "the thousands separator must be one character";
    }
    if (decimal != '\0' && thousands == std::string(1, decimal))
      return "the thousands separator must differ from the decimal sign";
    if (thousands.find_first_of("0123456789+-eE\"\r\n") != std::string::npos) {
      return "the thousands separator must not be a digit, a sign, an E, a quote or a line end";
    }
    return "";
  }

  /** Blanks around numbers and on blank lines. A delimiter is never a blank. */
  bool is_blank(char c) const { return c == ' ' || (c == '\t' && delimiter != '\t'); }
};

/** csvRole in electron/service/engine/addon/csv.ts. */
enum class Role : uint8_t { ignore = 0, text = 1, number = 2 };

/** Neighbouring columns of one role. */
struct ColumnRun {
  Role role;
  uint32_t begin;
  uint32_t end;
  uint32_t target;  ///< index of the first one among the columns of its role
};

struct ColumnPlan {
  explicit ColumnPlan(const std::vector<Role>& roles, bool stop_early = false) : columns(static_cast<uint32_t>(roles.size())) {
    uint32_t used[3] = {0, 0, 0};
    for (uint32_t column = 0; column < columns; ++column) {
      const Role role = roles[column];
      if (runs.empty() || runs.back().role != role) {
        runs.push_back({role, column, column, used[static_cast<size_t>(role)]});
      }
      runs.back().end = column + 1;
      ++used[static_cast<size_t>(role)];
    }
    if (stop_early && !runs.empty() && runs.back().role == Role::ignore) {
      runs.pop_back();
      whole_rows = false;
    }
    texts = used[static_cast<size_t>(Role::text)];
    numbers = used[static_cast<size_t>(Role::number)];
  }

  uint32_t columns;
  uint32_t texts = 0;
  uint32_t numbers = 0;
  bool whole_rows = true;  ///< rows are read to their end, so that extra cells are found
  std::vector<ColumnRun> runs;
};

}  // namespace tessera::csv
