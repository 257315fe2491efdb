#include "backends/cuda/correlate/pair_lists.h"

#include <algorithm>
#include <cmath>

#include "backends/common/pair_order.h"
#include "backends/cuda/correlate/reduction.h"
#include "backends/cuda/correlate/tiles/tile_shape.h"

namespace tessera::cuda {

namespace {

constexpr double kBelowAll = -2.0;
/** One tile in so many is sampled, but some of a short list. */
constexpr size_t kSampleStride = 64;
constexpr size_t kLeastSample = 8;
constexpr uint32_t kSampleBins = 4096;
constexpr uint64_t kLeastCapacity = uint64_t{1} << 18;

std::vector<TileIndex> every_so_many(const std::vector<TileIndex>& tiles) {
  const size_t stride = std::clamp<size_t>(tiles.size() / kLeastSample, 1, kSampleStride);
  std::vector<TileIndex> sample;
  for (size_t i = stride / 2; i < tiles.size(); i += stride) sample.push_back(tiles[i]);
  return sample;
}

/** Lower edge of the bin in which the rank-th largest of the histogram lies. */
double value_of_rank(const std::vector<uint64_t>& histogram, double rank) {
  uint64_t above = 0;
  for (uint32_t bin = kSampleBins; bin > 0; --bin) {
    above += histogram[bin] + (bin == kSampleBins ? histogram[bin + 1] : 0);
    if (static_cast<double>(above) >= rank) return -1.0 + 2.0 * (bin - 1) / kSampleBins;
  }
  return kBelowAll;
}

/** 64 MB of device memory; a longer list is rather collected in portions. */
constexpr uint64_t kMostListed = uint64_t{1} << 22;

}  // namespace

uint64_t TopPairs::capacity() const { return std::max(kLeastCapacity, 8 * k_); }

void TopPairs::choose_cut(DeviceSession& device, PanelStore& store, const RunControl& control) {
  cut_ = kBelowAll;
  const double all = tiles_.pairs();
  if (all <= static_cast<double>(capacity())) return;
  ReduceRequest request;
  request.bins = kSampleBins;
  const ReduceSinks sinks(device, request, store.columns().scale());
  const RunControl silent(nullptr, 0);
  control.check();
  TileRunner runner(device, silent);
  sample_tiles(store, runner, sinks.view());
  ReduceTotals totals;
  sinks.add_to(totals, device.stream());
  double sampled = 0;
  for (const uint64_t count : totals.histogram) sampled += static_cast<double>(count);
  const double expected = static_cast<double>(k_) * sampled / all;
  cut_ = value_of_rank(totals.histogram, 2 * expected + 6 * std::sqrt(expected) + 16);
}

void TopPairs::sample_tiles(PanelStore& store, TileRunner& runner, const TileSinks& sinks) const {
  for (size_t row = 0; row < store.panels().size(); ++row) {
    for (size_t column = row; column < store.panels().size(); ++column) {
      const TilePlan plan = tiles_.plan(store.panels()[row], store.panels()[column], store.missing());
      if (plan.dense.empty() && plan.pairwise.empty()) continue;
      const PanelPair panels = store.pair(row, column);
      runner.run(panels, every_so_many(plan.dense), false, sinks);
      runner.run(panels, every_so_many(plan.pairwise), true, sinks);
      return;
    }
  }
}

void TopPairs::keep_best() {
  if (pairs_.size() > k_) {
    std::ranges::nth_element(pairs_, pairs_.begin() + static_cast<ptrdiff_t>(k_ - 1), LargerRho());
    pairs_.resize(k_);
  }
}

void TopPairs::add(const PairBuffer& found, cudaStream_t stream) {
  overflowed_ = overflowed_ || found.found(stream) > found.capacity();
  if (!overflowed_) found.append_to(pairs_, stream);
  keep_best();
}

std::vector<tsr_pair> TopPairs::finish(DeviceSession& device, PanelStore& store, const RunControl& control) {
  if (overflowed_ || pairs_.size() < k_) search_in_portions(device, store, control);
  std::ranges::sort(pairs_, LargerRho());
  return std::move(pairs_);
}

void TopPairs::search_in_portions(DeviceSession& device, PanelStore& store, const RunControl& control) {
  pairs_.clear();
  PairBuffer buffer(device, std::max<uint64_t>(kLeastCapacity, uint64_t{1} << 22));
  const RunControl silent(nullptr, 0);
  TileRunner runner(device, silent);
  TileSinks sinks = ReduceSinks(device, {}, store.columns().scale()).view();
  // Too many reached the old cut, so the k-th largest does; too few, and it says nothing.
  sinks.top = buffer.view(overflowed_ ? cut_ : kBelowAll);
  const auto collect = [&](size_t) {
    control.check();
    buffer.append_to(pairs_, device.stream());
    buffer.clear(device.stream());
    keep_best();
    if (pairs_.size() == k_) sinks.top.cut = std::ranges::max_element(pairs_, LargerRho())->rho;
    return true;
  };
  for (size_t row = 0; row < store.panels().size(); ++row) {
    for (size_t column = row; column < store.panels().size(); ++column) {
      const TilePlan plan = tiles_.plan(store.panels()[row], store.panels()[column], store.missing());
      if (plan.dense.empty() && plan.pairwise.empty()) continue;
      const PanelPair panels = store.pair(row, column);
      const uint64_t dense_cells = uint64_t{DenseShape::kTile} * DenseShape::kTile;
      const uint64_t pairwise_cells = uint64_t{PairwiseShape::kTile} * PairwiseShape::kTile;
      runner.run(panels, plan.dense, false, sinks, buffer.capacity() / dense_cells, collect);
      runner.run(panels, plan.pairwise, true, sinks, buffer.capacity() / pairwise_cells, collect);
    }
  }
}

uint64_t ThresholdPairs::list_capacity() const { return std::min(capacity_, kMostListed); }

void ThresholdPairs::add(const PairBuffer& found, cudaStream_t stream) {
  const uint64_t here = found.found(stream);
  count_ += here;
  overflowed_ = overflowed_ || here > found.capacity();
  if (!overflowed_) found.append_to(pairs_, stream);
}

std::vector<tsr_pair> ThresholdPairs::finish(DeviceSession& device, const CorrelationColumns& columns,
                                             const RunControl& control) {
  if (overflowed_ && capacity_ > 0) search_by_row(device, columns, control);
  std::ranges::sort(pairs_, EarlierPair());
  if (pairs_.size() > capacity_) pairs_.resize(capacity_);
  return std::move(pairs_);
}

void ThresholdPairs::search_by_row(DeviceSession& device, const CorrelationColumns& columns, const RunControl& control) {
  pairs_.clear();
  PanelStore store(data_, device, columns, nullptr, PanelStore::most_strategies(data_, device));
  PairBuffer buffer(device, kMostListed);
  const RunControl silent(nullptr, 0);
  TileRunner runner(device, silent);
  TileSinks sinks = ReduceSinks(device, {}, store.columns().scale()).view();
  sinks.threshold = buffer.view(threshold_);
  const auto collect = [&](size_t) {
    control.check();
    buffer.append_to(pairs_, device.stream());
    buffer.clear(device.stream());
    return true;
  };
  // Panels of few rows: what is behind a finished one is complete, and no more is looked through than is needed.
  const uint64_t cells = kMostListed;
  for (size_t row = 0; row < store.panels().size(); ++row) {
    const PanelRange whole = store.panels()[row];
    for (uint64_t first = 0; first < whole.count; first += kPanelGrain) {
      for (size_t column = row; column < store.panels().size(); ++column) {
        const PanelPair panels = store.pair(row, column);
        const TilePlan plan = tiles_.plan(whole, store.panels()[column], store.missing(), true);
        const auto in_row = [&](const std::vector<TileIndex>& tiles, uint32_t side) {
          std::vector<TileIndex> some;
          for (const TileIndex tile : tiles) {
            if (uint64_t{tile.row} * side / kPanelGrain * kPanelGrain == first) some.push_back(tile);
          }
          return some;
        };
        runner.run(panels, in_row(plan.dense, DenseShape::kTile), false, sinks,
                   cells / (uint64_t{DenseShape::kTile} * DenseShape::kTile), collect);
        runner.run(panels, in_row(plan.pairwise, PairwiseShape::kTile), true, sinks,
                   cells / (uint64_t{PairwiseShape::kTile} * PairwiseShape::kTile), collect);
      }
      if (pairs_.size() >= capacity_) return;
    }
  }
}

}  // namespace tessera::cuda
