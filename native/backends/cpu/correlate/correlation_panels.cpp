#include "backends/cpu/correlate/correlation_panels.h"

namespace tessera::cpu {

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
    session.kernels.correlation->pack(job, tile * kPanelsPerTask, (tile + 1) * kPanelsPerTask, panels.data());
  });
  return panels;
}

}  // namespace tessera::cpu
