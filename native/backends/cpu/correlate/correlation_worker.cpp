#include "backends/cpu/correlate/correlation_worker.h"

#include <algorithm>

namespace tessera::cpu {
namespace {

/** Beyond this many bins one histogram fills the cache already. */
constexpr uint32_t kBinsForCopies = 1024;
/** Tiles whose pairs surely fit a 32-bit count. */
constexpr uint32_t kTilesPerFlush = UINT32_MAX / (kTile * kTile);

}  // namespace

CorrelationTotals::CorrelationTotals(const CorrelationPanels& panels, bool with_signed, uint64_t terms)
    : signed_sums(with_signed ? panels.count() : 0, terms), abs_sums(panels.count(), terms), max_abs(panels.count(), 0.0) {}

CorrelationWorker::CorrelationWorker(const tsr_session& session, const tsr_correlation_reduce_params& params)
    : lists(params.top == nullptr ? 0 : params.top_k, params.threshold,
            params.threshold_pairs == nullptr ? 0 : params.threshold_capacity),
      kernels_(correlation_kernels(session.instructions)),
      reduced_(reduced_tile_kernels(session.instructions)),
      products_(session),
      bins_(params.histogram == nullptr ? 0 : params.histogram_bins),
      stride_(bins_ <= kBinsForCopies ? bins_ + 2 : 0),
      small_(size_t{stride_ > 0 ? kCopies : 1} * (bins_ + 2), 0),
      histogram_(bins_, 0) {}

void CorrelationWorker::reduce(const CorrelationPanels& panels, uint64_t row, uint64_t column, TileReduction& tile, bool keep) {
  const bool whole = tile.rows == kTile && tile.columns == kTile && !tile.diagonal;
  if (reduced_.reduce_product != nullptr && whole && !panels.has_missing(row) && !panels.has_missing(column)) {
    const TileFactors factors = {panels.standardised(row), panels.standardised(column), panels.observations()};
    tile.rho = products_.memory();
    reduced_.reduce_product(factors, tile, products_.memory(), keep);
  } else {
    tile.rho = products_.compute(panels, row, panels, column);
    kernels_.reduce(tile);
  }
}

void CorrelationWorker::process(const CorrelationPanels& panels, uint64_t row, uint64_t column, CorrelationTotals& totals) {
  const auto valid = [&](uint64_t tile) {
    return static_cast<uint32_t>(std::min<uint64_t>(kTile, panels.count() - tile * kTile));
  };
  const TilePlace place = {row * kTile, column * kTile, valid(row), valid(column), row == column};
  const bool with_signed = !totals.signed_sums.empty();
  alignas(64) double of_rows[4][kTile], of_columns[3][kTile];
  TileReduction tile = {nullptr,
                        place.rows,
                        place.columns,
                        place.diagonal,
                        with_signed ? of_rows[0] : nullptr,
                        with_signed ? of_columns[0] : nullptr,
                        of_rows[1],
                        of_columns[1],
                        of_rows[2],
                        of_columns[2],
                        of_rows[3],
                        bins_,
                        bins_ > 0 ? small_.data() + 1 : nullptr,
                        stride_};
  reduce(panels, row, column, tile, lists.wanted() || totals.blocks != nullptr);
  if (++tiles_in_histogram_ == kTilesPerFlush) flush_histogram();
  if (lists.wanted()) lists.add(panels, place, tile, totals.top_bound);

  const auto add_line = [&](uint64_t position, double signed_sum, double abs_sum, double largest) {
    if (with_signed) totals.signed_sums.add(position, signed_sum);
    totals.abs_sums.add(position, abs_sum);
    raise_to(totals.max_abs[position], largest);
  };
  for (uint32_t i = 0; i < place.rows; ++i) add_line(place.row + i, of_rows[0][i], of_rows[1][i], of_rows[2][i]);
  for (uint32_t j = 0; j < place.columns; ++j) {
    add_line(place.column + j, of_columns[0][j], of_columns[1][j], of_columns[2][j]);
  }
  if (totals.blocks) {
    totals.blocks->add(kernels_, tile.rho, totals.places.of(place.row), totals.places.of(place.column), place.rows,
                       place.columns);
  }
}

void CorrelationWorker::flush_histogram() {
  for (size_t i = 0; i < small_.size(); ++i) {
    const size_t slot = i % (bins_ + 2);
    histogram_[std::clamp<size_t>(slot, 1, bins_) - 1] += small_[i];
  }
  std::ranges::fill(small_, 0);
  tiles_in_histogram_ = 0;
}

void CorrelationWorker::add_histogram(uint64_t* histogram) {
  if (bins_ == 0) return;
  flush_histogram();
  for (uint32_t bin = 0; bin < bins_; ++bin) histogram[bin] += histogram_[bin];
}

}  // namespace tessera::cpu
