// Watches the cells of every column go by, row after row, without keeping them.
#pragma once

#include <cstdint>
#include <span>

namespace tessera::csv {

/** What is known of the columns so far. The caller owns the arrays, all of one length, and starts with zeros. */
struct ColumnWatch {
  std::span<double> first;          ///< the first cell
  std::span<uint8_t> varies;        ///< 1 as soon as a cell differs from the first
  std::span<uint64_t> fingerprint;  ///< of all cells; equal ones mean equal columns, but for one chance in 2^64
};

/** The next row: a cell of every column. -0 counts as 0, and all NaN as one. */
void watch_row(std::span<const double> row, bool is_first, const ColumnWatch& watch);

}  // namespace tessera::csv
