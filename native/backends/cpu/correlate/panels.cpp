#include "backends/cpu/correlate/panels.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "backends/common/check_arguments.h"

namespace tessera::cpu {

namespace {

/** Rows of a panel that stay in the second-level cache while all panels are gone through. */
constexpr uint32_t kRowsAtOnce = 2048;

/** Of the last run. */
struct LastSource {
  std::mutex mutex;
  std::shared_ptr<const CorrelationSource> source;
};

}  // namespace

CorrelationSource::CorrelationSource(tsr_session& session, ObservationWeights weights) : weights_(std::move(weights)) {
  if (weights_.rows.empty()) {
    rows_ = session.correlation;
    scale_ = &session.column_scale();
    return;
  }
  for (const uint32_t row : weights_.rows) rows_.push_back(session.correlation[row]);
  own_ = session.measure_columns(rows_, weight());
  scale_ = &own_;
}

std::shared_ptr<const CorrelationSource> correlation_source(tsr_session& session, const ObservationWeights& weights) {
  LastSource& last = session.kept.get<LastSource>();
  const std::lock_guard lock(last.mutex);
  if (!last.source || !(last.source->weights() == weights)) {
    last.source.reset();
    last.source = std::make_shared<CorrelationSource>(session, weights);
  }
  return last.source;
}

CorrelationPanels::CorrelationPanels(tsr_session& session, const CorrelationSource& source, uint64_t count,
                                     const uint32_t* order)
    : source_(&source),
      observations_(source.observations()),
      count_(count),
      order_(order),
      varying_(source.scale().varying.data()),
      missing_(tiles(), 0) {
  const ColumnScale& scale = source.scale();
  standardised_ = pack(session, PanelContent::kStandardised);
  z_ = standardised_.data();
  if (!scale.any_missing) return;
  present_ = pack(session, PanelContent::kPresent);
  squared_ = pack(session, PanelContent::kSquared);
  for (uint64_t position = 0; position < count_; ++position) {
    missing_[position / kTile] |= scale.missing[strategy(position)];
  }
}

CorrelationPanels::CorrelationPanels(const HeldColumns& held, uint32_t observations)
    : observations_(observations), count_(held.count), varying_(held.varying), z_(held.panels), missing_(tiles(), 0) {}

CorrelationPanels::CorrelationPanels(tsr_session& session, const CorrelationSource& source, const HeldColumns& held)
    : CorrelationPanels(held, source.observations()) {
  source_ = &source;
  const ColumnScale& scale = source.scale();
  require(!scale.any_missing, "correlation_reduce: a strategy that is held has a missing cell");
  pack_to(held.panels, session, PanelContent::kStandardised, held.first);
  std::copy_n(scale.varying.data(), count_ - held.first, held.varying + held.first);
}

AlignedArray<double> CorrelationPanels::pack(tsr_session& session, PanelContent content) const {
  AlignedArray<double> panels(tiles() * tile_size());
  pack_to(panels.data(), session, content, 0);
  return panels;
}

void CorrelationPanels::pack_to(double* panels, tsr_session& session, PanelContent content, uint64_t first) const {
  const ColumnScale& scale = source_->scale();
  const PackJob job = {source_->rows(),   observations(),    first,           count_, order_,
                       scale.mean.data(), scale.norm.data(), source_->root(), content};
  // A few strategies of many rows are work for all threads, too.
  const uint64_t parts = (observations() + kRowsAtOnce - 1) / kRowsAtOnce;
  const uint64_t first_tile = first / kTile;
  session.pool.for_each((tiles() - first_tile) * parts, [&](uint64_t task, uint32_t) {
    const auto from = static_cast<uint32_t>(task % parts * kRowsAtOnce);
    correlation_kernels(session.instructions)
        .pack(job, first_tile + task / parts, from, std::min(observations(), from + kRowsAtOnce), panels);
  });
}

HeldColumns held_columns(const tsr_correlation_reduce_params& p, uint32_t observations) {
  const uint64_t strips = (p.held_count + kTile - 1) / kTile;
  require(p.held_room >= TSR_HELD_SPARE + strips * kTile * observations, "correlation_reduce: held_room");
  constexpr uintptr_t kPage = TSR_HELD_SPARE * sizeof(double);
  const auto begin = (reinterpret_cast<uintptr_t>(p.held) + kPage - 1) / kPage * kPage;
  return {reinterpret_cast<double*>(begin), p.held_vary, p.held_count, p.held_first};
}

void add_lanes(ThreadPool& pool, const CorrelationPanels& panels, double* lanes) {
  const uint32_t observations = panels.observations();
  const uint64_t panel_count = panels.tiles() * (kTile / kPanel);
  const double* const z = panels.standardised(0);
  pool.for_each((observations + kRowsAtOnce - 1) / kRowsAtOnce, [&](uint64_t task, uint32_t) {
    const uint64_t from = task * kRowsAtOnce, to = std::min<uint64_t>(observations, from + kRowsAtOnce);
    for (uint64_t panel = 0; panel < panel_count; ++panel) {
      const double* const cells = z + panel * observations * kPanel;
      for (uint64_t k = from * kPanel; k < to * kPanel; ++k) lanes[k] += cells[k];
    }
  });
}

void column_means(ThreadPool& pool, const CorrelationPanels& panels, const double* lanes, double others, double* mean_rho,
                  double& all) {
  const uint32_t observations = panels.observations();
  const double* const z = panels.standardised(0);
  std::vector<double> total(observations, 0.0);
  for (uint32_t t = 0; t < observations; ++t) {
    for (uint32_t i = 0; i < kPanel; ++i) total[t] += lanes[size_t{t} * kPanel + i];
  }
  std::vector<double> sums(panels.tiles() * kTile);
  pool.for_each(sums.size() / kPanel, [&](uint64_t panel, uint32_t) {
    double with_all[kPanel] = {}, with_self[kPanel] = {};
    for (uint32_t t = 0; t < observations; ++t) {
      const double* const line = z + (panel * observations + t) * kPanel;
      for (uint32_t i = 0; i < kPanel; ++i) {
        with_all[i] += line[i] * total[t];
        with_self[i] += line[i] * line[i];
      }
    }
    for (uint32_t i = 0; i < kPanel; ++i) sums[panel * kPanel + i] = with_all[i] - with_self[i];
  });
  for (uint64_t position = 0; position < panels.count(); ++position) {
    all += sums[position];
    if (mean_rho != nullptr) mean_rho[panels.strategy(position)] = sums[position] / others;
  }
}

}  // namespace tessera::cpu
