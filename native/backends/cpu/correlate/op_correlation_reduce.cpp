#include <algorithm>
#include <vector>

#include "backends/common/check_arguments.h"
#include "backends/common/operations.h"
#include "backends/common/run_control.h"
#include "backends/cpu/correlate/correlation_worker.h"
#include "backends/cpu/correlate/panels.h"
#include "backends/cpu/ops.h"

namespace tessera::cpu {
namespace {

struct TileIndex {
  uint32_t row, column;
};

/** Tiles on and above the diagonal, row by row: all, or the part of them that is asked for. */
std::vector<TileIndex> upper_tiles(uint64_t tiles, const tsr_correlation_reduce_params& p) {
  const uint64_t total = tiles * (tiles + 1) / 2;
  uint64_t first = 0;
  uint64_t count = total;
  if (is_part(p)) {
    if (p.tile_total != nullptr) *p.tile_total = total;
    first = std::min(p.first_tile, total);
    if (p.tile_count > 0) count = p.tile_count;
  }
  count = std::min(count, total - first);
  std::vector<TileIndex> chosen;
  chosen.reserve(count);
  uint64_t passed = 0;  // tiles of the rows before
  for (uint64_t row = 0; row < tiles && chosen.size() < count; passed += tiles - row, ++row) {
    const uint64_t here = first + chosen.size();
    if (here >= passed + tiles - row) continue;
    for (uint64_t column = row + (here - passed); column < tiles && chosen.size() < count; ++column) {
      chosen.push_back({static_cast<uint32_t>(row), static_cast<uint32_t>(column)});
    }
  }
  return chosen;
}

void write_totals(const CorrelationPanels& panels, const CorrelationTotals& totals, tsr_correlation_reduce_params& p) {
  const double others = panels.count() > 1 ? static_cast<double>(panels.count() - 1) : 1.0;
  double all = 0.0;
  double all_abs = 0.0;
  for (uint64_t position = 0; position < panels.count(); ++position) {
    const uint32_t strategy = panels.strategy(position);
    const double signed_sum = totals.signed_sums.empty() ? 0.0 : totals.signed_sums[position];
    all += signed_sum;
    all_abs += totals.abs_sums[position];
    if (p.mean_rho != nullptr) p.mean_rho[strategy] = signed_sum / others;
    if (p.mean_abs_rho != nullptr) p.mean_abs_rho[strategy] = totals.abs_sums[position] / others;
    if (p.max_abs_rho != nullptr) p.max_abs_rho[strategy] = totals.max_abs[position];
  }
  if (p.sum_rho != nullptr) *p.sum_rho = all / 2.0;
  if (p.sum_abs_rho != nullptr) *p.sum_abs_rho = all_abs / 2.0;
  if (totals.signed_sums.empty()) column_means(panels, p.mean_rho, p.sum_rho);
}

void write_blocks(const ColumnScale& scale, const CorrelationPanels& panels, const BlockMap& blocks,
                  tsr_correlation_reduce_params& p) {
  std::vector<float> lone(blocks.blocks(), 0.0f);
  for (uint64_t block = 0; block < blocks.blocks(); ++block) {
    lone[block] = scale.varying[panels.strategy(block * p.block_size)];
  }
  blocks.write(lone, p.block_mean, p.block_min, p.block_max);
}

}  // namespace

void run_correlation_reduce(tsr_session& session, tsr_correlation_reduce_params& p) {
  const ObservationWeights weights = ObservationWeights::of(p, session.correlation_observations());
  const std::shared_ptr<const CorrelationSource> source = correlation_source(session, weights);
  const ColumnScale& scale = source->scale();
  const CorrelationPanels panels(session, *source, session.strategies, p.order);
  const std::vector<TileIndex> tiles = upper_tiles(panels.tiles(), p);
  const RunControl control(p.control, tiles.size());
  CorrelationTotals totals(panels, scale.any_missing, p.block_size);
  if (is_part(p)) {
    totals.signed_sums.begin_with(p.signed_units);
    totals.abs_sums.begin_with(p.abs_units);
  }
  std::vector<std::unique_ptr<CorrelationWorker>> workers(session.pool.size());

  session.pool.for_each(tiles.size(), [&](uint64_t item, uint32_t worker) {
    control.check();
    // Made by its own thread, so that its memory lies near it.
    if (!workers[worker]) workers[worker] = std::make_unique<CorrelationWorker>(session, p);
    workers[worker]->process(panels, tiles[item].row, tiles[item].column, totals);
    control.advance(1);
  });

  if (p.histogram != nullptr) std::fill_n(p.histogram, p.histogram_bins, 0);
  PairLists lists(p.top == nullptr ? 0 : p.top_k, p.threshold, p.threshold_pairs == nullptr ? 0 : p.threshold_capacity);
  for (const auto& worker : workers) {
    if (!worker) continue;
    if (p.histogram != nullptr) worker->add_histogram(p.histogram);
    lists.add_all(worker->lists);
  }
  const uint64_t top_count = lists.top().take(p.top);
  if (p.top_count != nullptr) *p.top_count = top_count;
  lists.over().take(p.threshold_pairs);
  if (p.threshold_count != nullptr) *p.threshold_count = lists.over_count();
  write_totals(panels, totals, p);
  if (is_part(p)) {
    totals.signed_sums.write_units(p.signed_units);
    totals.abs_sums.write_units(p.abs_units);
  }
  if (totals.blocks) write_blocks(scale, panels, *totals.blocks, p);
}

}  // namespace tessera::cpu
