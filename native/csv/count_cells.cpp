#include "csv/count_cells.h"

namespace tessera::csv {

CellCounts count_cells(std::span<const std::span<const double>> rows) {
  CellCounts counts;
  counts.missing_by_row.reserve(rows.size());
  double sum = 0;
  for (const std::span<const double> row : rows) {
    uint64_t missing = 0;
    for (const double value : row) {
      const bool is_missing = value != value;
      missing += is_missing ? 1 : 0;
      // Adding -0 changes no sum, not even one of -0.
      sum += is_missing ? -0.0 : value;
    }
    counts.cells += row.size();
    counts.missing_by_row.push_back(missing);
  }
  counts.sum = sum;
  return counts;
}

}  // namespace tessera::csv
