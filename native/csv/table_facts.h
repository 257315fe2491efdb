// What is kept of the cells of a table that go by: of each column, and of all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera::csv {

/** What is known of the columns so far. The caller owns the arrays, all of one length, and starts with zeros. */
struct ColumnWatch {
  std::span<double> first;          ///< the first cell
  std::span<uint8_t> varies;        ///< 1 as soon as a cell differs from the first
  std::span<uint64_t> fingerprint;  ///< of all cells; equal ones mean equal columns, but for one chance in 2^64
  std::span<double> figures;        ///< kColumnFigures of every column, one figure after the other
};

/**
 * Figures of a column, missing cells left out: smallest and largest cell, sum, sum of sizes and of squares, sum of squared
 * differences of neighbours, the last cell, sum of the distances to the sum of all other columns in the row, cells that are not
 * 0, cells of the largest size.
 * The order is csvColumnFigures in electron/service/engine/addon/csv.ts.
 */
enum ColumnFigure : size_t {
  kLow,
  kHigh,
  kSum,
  kSize,
  kSquare,
  kStep,
  kLast,
  kFromTotal,
  kNonzero,
  kTimesLargest,
  kColumnFigures
};

/** The next rows: in each a cell of every column. -0 counts as 0, and all NaN as one. `threads`: 0 = all processors. */
void watch_rows(std::span<const std::span<const double>> rows, bool is_first, const ColumnWatch& watch, unsigned threads = 1);

/** Counts and sum of the cells of a table, as a manifest keeps them. */
struct CellCounts {
  uint64_t cells = 0;
  std::vector<uint64_t> missing_by_row;
  double sum = 0;  ///< of the cells that are not missing, by row and then by column; may be infinite
};

/** A missing cell is NaN. The order of the sum is fixed, so that it can be checked again bit by bit. */
CellCounts count_cells(std::span<const std::span<const double>> rows);

}  // namespace tessera::csv
