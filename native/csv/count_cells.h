// Counts and sum of the cells of a table, as a manifest keeps them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tessera::csv {

struct CellCounts {
  uint64_t cells = 0;
  std::vector<uint64_t> missing_by_row;
  double sum = 0;  ///< of the cells that are not missing, by row and then by column; may be infinite
};

/** A missing cell is NaN. The order of the sum is fixed, so that it can be checked again bit by bit. */
CellCounts count_cells(std::span<const std::span<const double>> rows);

}  // namespace tessera::csv
