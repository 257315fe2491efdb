// One cell in a buffer, found by the grammar that the whole reader uses:
//   a quote opens a quoted cell only as its first byte; inside it, two quotes stand for one; after the closing quote
//   everything up to the delimiter or line end belongs to the cell as written. Other quotes are ordinary characters.
//   LF ends a line, CR ends a line unless LF follows; inside quotes both are ordinary characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tessera::csv {

struct Cell {
  const char* begin = nullptr;      ///< first byte, the opening quote if there is one
  const char* next = nullptr;       ///< the delimiter, CR, LF or end of the data that ends it
  const char* quote_end = nullptr;  ///< the closing quote; nullptr = not quoted
  bool doubled = false;             ///< has two quotes that stand for one
  bool complete = false;            ///< false: the data ended too early to know the cell's end
  uint64_t newlines = 0;            ///< line ends inside the quotes

  bool quoted() const { return quote_end != nullptr; }
  /** What stands between the closing quote and the end of the cell. */
  std::string_view tail() const { return {quote_end + 1, static_cast<size_t>(next - quote_end - 1)}; }
};

/** Finds the cell at `begin`. `final`: the data ends the file. At least 8 bytes after `end` must be readable. */
Cell find_cell(const char* begin, const char* end, char delimiter, bool final);

/** The cell's text without quotes. Points into the data, or into `scratch` when the text had to be put together. */
std::string_view decode(const Cell& cell, std::string& scratch);

inline bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/** First byte after the line end at `at` (CRLF counts as one). */
inline const char* after_line_end(const char* at, const char* end) {
  return at + (at + 1 < end && at[0] == '\r' && at[1] == '\n' ? 2 : 1);
}

}  // namespace tessera::csv
