#include "backends/cpu/correlate/correlation_source.h"

namespace tessera::cpu {

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

}  // namespace tessera::cpu
