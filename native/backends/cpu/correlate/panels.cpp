#include "backends/cpu/correlate/panels.h"

#include <mutex>
#include <vector>

namespace tessera::cpu {

namespace {

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
    : source_(source), count_(count), order_(order), missing_(tiles(), 0) {
  const ColumnScale& scale = source.scale();
  standardised_ = pack(session, PanelContent::kStandardised);
  if (!scale.any_missing) return;
  present_ = pack(session, PanelContent::kPresent);
  squared_ = pack(session, PanelContent::kSquared);
  for (uint64_t position = 0; position < count_; ++position) {
    missing_[position / kTile] |= scale.missing[strategy(position)];
  }
}

AlignedArray<double> CorrelationPanels::pack(tsr_session& session, PanelContent content) {
  const ColumnScale& scale = source_.scale();
  AlignedArray<double> panels(tiles() * tile_size());
  const PackJob job = {source_.rows(),    observations(),    count_,         order_,
                       scale.mean.data(), scale.norm.data(), source_.root(), content};
  constexpr uint64_t kPanelsPerTask = kTile / kPanel;
  session.pool.for_each(tiles(), [&](uint64_t tile, uint32_t) {
    correlation_kernels(session.instructions).pack(job, tile * kPanelsPerTask, (tile + 1) * kPanelsPerTask, panels.data());
  });
  return panels;
}

void add_lanes(const CorrelationPanels& panels, double* lanes) {
  const uint32_t observations = panels.observations();
  const uint64_t panel_count = panels.tiles() * (kTile / kPanel);
  const double* const z = panels.standardised(0);
  for (uint32_t t = 0; t < observations; ++t) {
    double* const sums = lanes + size_t{t} * kPanel;
    for (uint64_t panel = 0; panel < panel_count; ++panel) {
      const double* const line = z + (panel * observations + t) * kPanel;
      for (uint32_t i = 0; i < kPanel; ++i) sums[i] += line[i];
    }
  }
}

void column_means(const CorrelationPanels& panels, const double* lanes, double others, double* mean_rho, double& all) {
  const uint32_t observations = panels.observations();
  const uint64_t panel_count = panels.tiles() * (kTile / kPanel);
  const double* const z = panels.standardised(0);
  std::vector<double> total(observations, 0.0);
  for (uint32_t t = 0; t < observations; ++t) {
    for (uint32_t i = 0; i < kPanel; ++i) total[t] += lanes[size_t{t} * kPanel + i];
  }
  for (uint64_t panel = 0; panel < panel_count; ++panel) {
    double with_all[kPanel] = {}, with_self[kPanel] = {};
    for (uint32_t t = 0; t < observations; ++t) {
      const double* const line = z + (panel * observations + t) * kPanel;
      for (uint32_t i = 0; i < kPanel; ++i) {
        with_all[i] += line[i] * total[t];
        with_self[i] += line[i] * line[i];
      }
    }
    for (uint32_t i = 0; i < kPanel && panel * kPanel + i < panels.count(); ++i) {
      const double sum = with_all[i] - with_self[i];
      all += sum;
      if (mean_rho != nullptr) mean_rho[panels.strategy(panel * kPanel + i)] = sum / others;
    }
  }
}

}  // namespace tessera::cpu
