#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cpu/correlate/tile_products.h"
#include "backends/cpu/ops.h"

namespace tessera::cpu {

void run_correlation_matrix(tsr_session& session, tsr_correlation_matrix_params& p) {
  const ObservationWeights weights = ObservationWeights::of(p, session.correlation_observations());
  if (p.row_count == 0 || p.column_count == 0) return;

  const std::shared_ptr<const CorrelationSource> source = correlation_source(session, weights);
  const ColumnScale& scale = source->scale();
  const CorrelationPanels rows(session, *source, p.row_count, p.rows);
  const CorrelationPanels columns(session, *source, p.column_count, p.columns);
  session.pool.for_each(rows.tiles() * columns.tiles(), [&](uint64_t item, uint32_t) {
    const uint64_t row = item / columns.tiles() * kTile;
    const uint64_t column = item % columns.tiles() * kTile;
    TileProducts products(session);
    const double* const rho = products.compute(rows, row / kTile, columns, column / kTile);
    for (uint64_t i = row; i < std::min(row + kTile, p.row_count); ++i) {
      for (uint64_t j = column; j < std::min(column + kTile, p.column_count); ++j) {
        const double value = std::clamp(rho[(i - row) * kTile + (j - column)], -1.0, 1.0);
        // The diagonal is exact; a constant column correlates with nothing, not even with itself.
        p.out[i * p.column_count + j] = p.rows[i] == p.columns[j] ? scale.varying[p.rows[i]] : value;
      }
    }
  });
}

}  // namespace tessera::cpu
