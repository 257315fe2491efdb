#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "search/worker_pool.h"

namespace tessera::believable {

/** The table that is asked about: rows of P&L, and what its columns earn in the mean. A missing cell counts as 0. */
struct UniverseTable {
  std::span<const double* const> rows;  // [T] of N
  size_t columns = 0;
  std::vector<double> mean;  // [N]

  UniverseTable(std::span<const double* const> rows_of_columns, size_t column_count, search::WorkerPool& pool);
};

/** Random numbers of tables of noise. */
struct NoiseDraws {
  /** Rows that are drawn once and used from changing places on. */
  std::span<const uint32_t> row_of;
  /** Two random words for every row of every table, those before the first row included: a column, and a place among row_of. */
  std::span<const uint32_t> words;  // [tables][steps][2]
  size_t tables = 0;
  /** A row's cells come from columns up to so many further on. */
  size_t reach = 0;
  /** Rows that are made and forgotten before the first. */
  size_t warm_up = 0;
};

/**
 * Noise of the kind that a table's columns have on average: skew, tails, persistence. What one column cannot tell with its few
 * rows, all together do. Columns do not move together.
 */
class PooledNoise {
 public:
  PooledNoise(const UniverseTable& table, double persistence, NoiseDraws draws, search::WorkerPool& pool);

  /** Of every table: constant columns are left out. */
  size_t columns() const { return columns_; }
  /** Cells of columns from `first` on of a table, [rows][kUniverseTile], and the means that were taken off. Any thread. */
  void tile(size_t table, size_t first, double* cells, double* mean) const;

 private:
  size_t rows_, columns_ = 0, count_;
  double persistence_;
  NoiseDraws draws_;
  std::vector<double> innovations_;  // [column][row]: a random row of a column lies near
};

}  // namespace tessera::believable
