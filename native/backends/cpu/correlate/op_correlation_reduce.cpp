#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
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

/** Tiles of a row of tiles, from its diagonal on or behind the split. */
uint64_t first_column(uint64_t row, uint64_t split) { return std::max(row, split); }

/** Tiles on and above the diagonal, row by row: all, or the part of them that is asked for. */
std::vector<TileIndex> upper_tiles(uint64_t tiles, const tsr_correlation_reduce_params& p) {
  const uint64_t split = is_piece(p) ? p.split / kTile : 0;
  const uint64_t rows = split > 0 ? split : tiles;
  const uint64_t total = split > 0 ? split * (tiles - split) : tiles * (tiles + 1) / 2;
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
  for (uint64_t row = 0; row < rows && chosen.size() < count; passed += tiles - first_column(row, split), ++row) {
    const uint64_t here = first + chosen.size();
    const uint64_t begin = first_column(row, split);
    if (here >= passed + tiles - begin) continue;
    for (uint64_t column = begin + (here - passed); column < tiles && chosen.size() < count; ++column) {
      chosen.push_back({static_cast<uint32_t>(row), static_cast<uint32_t>(column)});
    }
  }
  return chosen;
}

/** Strategies of the table that the sums are over. */
uint64_t terms_of(const CorrelationPanels& panels, const tsr_correlation_reduce_params& p) {
  return is_piece(p) ? p.whole : panels.count();
}

double others_of(uint64_t terms) { return terms > 1 ? static_cast<double>(terms - 1) : 1.0; }

/** Columns of a pass whose parts are asked for one after the other, and what is said of them without a tile. */
struct LaidOut {
  LaidOut(tsr_session& session, std::shared_ptr<const CorrelationSource> from, uint64_t count, const uint32_t* in_order)
      : source(std::move(from)),
        order(in_order, in_order == nullptr ? nullptr : in_order + count),
        panels(session, *source, count, order.empty() ? nullptr : order.data()) {
    if (panels.any_missing()) return;
    mean_rho.resize(count);
    std::vector<double> lanes(size_t{panels.observations()} * kPanel, 0.0);
    add_lanes(session.pool, panels, lanes.data());
    column_means(session.pool, panels, lanes.data(), others_of(count), mean_rho.data(), sum_rho);
  }

  bool is_of(const std::shared_ptr<const CorrelationSource>& other, uint64_t count, const uint32_t* in_order) const {
    if (source != other || panels.count() != count || order.empty() != (in_order == nullptr)) return false;
    return order.empty() || std::equal(order.begin(), order.end(), in_order);
  }

  std::shared_ptr<const CorrelationSource> source;
  std::vector<uint32_t> order;  // as in CorrelationPanels, empty = none
  CorrelationPanels panels;
  std::vector<double> mean_rho;  // by strategy; empty where a cell is missing
  double sum_rho = 0.0;          // of every pair twice
};

/** Of the last part: laying out the table takes a tenth of one of eight. */
struct LastLaidOut {
  std::mutex mutex;
  std::shared_ptr<const LaidOut> columns;
};

std::shared_ptr<const LaidOut> laid_out(tsr_session& session, const std::shared_ptr<const CorrelationSource>& source,
                                        const uint32_t* order) {
  LastLaidOut& last = session.kept.get<LastLaidOut>();
  const std::lock_guard lock(last.mutex);
  if (!last.columns || !last.columns->is_of(source, session.strategies, order)) {
    last.columns.reset();
    last.columns = std::make_shared<LaidOut>(session, source, session.strategies, order);
  }
  return last.columns;
}

/** The strategies that a pass is over, and what they rest on. */
class PassColumns {
 public:
  PassColumns(tsr_session& session, const tsr_correlation_reduce_params& p) {
    const ObservationWeights weights = ObservationWeights::of(p, session.correlation_observations());
    const bool is_put = !is_held(p) || p.held_first < p.held_count;
    if (is_put) source_ = correlation_source(session, weights);
    if (!is_held(p) && is_part(p) && !is_piece(p)) {
      shared_ = laid_out(session, source_, p.order);
      return;
    }
    if (!is_held(p)) {
      own_.emplace(session, *source_, session.strategies, p.order);
      return;
    }
    const auto rows = weights.rows.empty() ? session.correlation_observations() : static_cast<uint32_t>(weights.rows.size());
    const HeldColumns held = held_columns(p, rows);
    if (is_put) {
      own_.emplace(session, *source_, held);
    } else {
      own_.emplace(held, rows);
    }
  }

  const CorrelationPanels& panels() const { return shared_ ? shared_->panels : *own_; }
  /** Null unless they are laid out for several parts. */
  const LaidOut* shared() const { return shared_.get(); }

 private:
  std::shared_ptr<const CorrelationSource> source_;
  std::shared_ptr<const LaidOut> shared_;
  std::optional<CorrelationPanels> own_;
};

void write_totals(ThreadPool& pool, const PassColumns& columns, const CorrelationTotals& totals,
                  tsr_correlation_reduce_params& p) {
  const CorrelationPanels& panels = columns.panels();
  const double others = others_of(terms_of(panels, p));
  const bool has_signed = !totals.signed_sums.empty();
  double begin[2] = {0.0, 0.0};
  double* const sums = is_piece(p) ? p.sums : begin;
  const double* lanes = is_piece(p) ? p.all_lanes : nullptr;
  std::vector<double> own;
  if (!has_signed && !columns.shared()) {
    own.assign(size_t{panels.observations()} * kPanel, 0.0);
    add_lanes(pool, panels, own.data());
    lanes = own.data();
  }
  for (uint64_t position = 0; position < panels.count(); ++position) {
    const uint32_t strategy = panels.strategy(position);
    sums[1] += totals.abs_sums[position];
    if (p.mean_abs_rho != nullptr) p.mean_abs_rho[strategy] = totals.abs_sums[position] / others;
    if (p.max_abs_rho != nullptr) p.max_abs_rho[strategy] = totals.max_abs[position];
    if (lanes != nullptr || !has_signed) continue;
    sums[0] += totals.signed_sums[position];
    if (p.mean_rho != nullptr) p.mean_rho[strategy] = totals.signed_sums[position] / others;
  }
  if (lanes != nullptr) column_means(pool, panels, lanes, others, p.mean_rho, sums[0]);
  if (!has_signed && columns.shared()) {
    sums[0] = columns.shared()->sum_rho;
    if (p.mean_rho != nullptr) std::ranges::copy(columns.shared()->mean_rho, p.mean_rho);
  }
  if (p.sum_rho != nullptr) *p.sum_rho = sums[0] / 2.0;
  if (p.sum_abs_rho != nullptr) *p.sum_abs_rho = sums[1] / 2.0;
}

/** What is said of a piece beside its figures. Throws Failure where it is cut within a strip. */
void describe_piece(ThreadPool& pool, const CorrelationPanels& panels, const tsr_correlation_reduce_params& p) {
  static_assert(kPanel == TSR_CORRELATION_LANES);
  require(p.split % kTile == 0, "correlation_reduce: split is not at the end of a strip");
  if (p.strip != nullptr) *p.strip = kTile;
  if (p.any_missing != nullptr) *p.any_missing = panels.any_missing() ? 1 : 0;
  if (p.lanes != nullptr) add_lanes(pool, panels, p.lanes);
}

/**
 * The map's blocks, as they are before the tiles: a strategy that is alone in its block is 1 there, or 0 where it does not
 * vary.
 */
std::unique_ptr<BlockMap> begin_blocks(const CorrelationPanels& panels, const MapPlaces& places,
                                       const tsr_correlation_reduce_params& p) {
  if (p.block_size == 0) return nullptr;
  auto blocks = std::make_unique<BlockMap>(terms_of(panels, p), p.block_size);
  if (is_part(p)) blocks->begin_with(p.block_units, p.block_least, p.block_largest);
  for (uint64_t position = 0; position < panels.count(); ++position) {
    blocks->set_lone(places.of(position), panels.varies(position));
  }
  return blocks;
}

void write_blocks(const BlockMap& blocks, tsr_correlation_reduce_params& p) {
  blocks.write(p.block_mean, p.block_min, p.block_max);
  if (is_part(p)) blocks.write_state(p.block_units, p.block_least, p.block_largest);
}

}  // namespace

void run_correlation_reduce(tsr_session& session, tsr_correlation_reduce_params& p) {
  const PassColumns columns(session, p);
  const CorrelationPanels& panels = columns.panels();
  if (is_piece(p)) describe_piece(session.pool, panels, p);
  const std::vector<TileIndex> tiles = upper_tiles(panels.tiles(), p);
  const RunControl control(p.control, tiles.size());
  CorrelationTotals totals(panels, panels.any_missing() || is_piece(p), terms_of(panels, p));
  if (is_piece(p)) totals.places = {p.split, p.first_place, p.behind_place};
  totals.blocks = begin_blocks(panels, totals.places, p);
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
  write_totals(session.pool, columns, totals, p);
  if (is_part(p)) {
    totals.signed_sums.write_units(p.signed_units);
    totals.abs_sums.write_units(p.abs_units);
  }
  if (totals.blocks) write_blocks(*totals.blocks, p);
}

}  // namespace tessera::cpu
