// A slow and simple reading of the same grammar, written character by character: the oracle of the tests and of the
// fuzz target. It shares no code with the reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tessera::csv::reference {

struct Cell {
  std::string text;  ///< decoded
  size_t byte = 0, end = 0;
  size_t line = 1;
  bool junk = false;  ///< something but blanks between closing quote and end of the cell
};

struct Record {
  size_t line = 1;
  size_t end = 0;  ///< offset of its line end, or of the end of the file
  size_t end_line = 1;
  std::vector<Cell> cells;
};

struct Table {
  std::vector<Record> records;   ///< the first one is the header; blank lines are left out
  size_t unterminated_line = 0;  ///< 0 = every quote is closed
};

Table read_table(std::string_view text, char delimiter);

enum class Kind { number, blank, infinite, thousands, other };

struct Number {
  Kind kind;
  double value;  ///< NaN unless kind is number
};

Number read_number(const std::string& text, char delimiter, char decimal, const std::string& thousands);

}  // namespace tessera::csv::reference
