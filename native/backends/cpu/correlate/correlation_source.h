#pragma once

#include "backends/common/observation_weights.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {

/** The columns that a correlation run works on: all rows as they are, or those of weight above 0 with their weights. */
class CorrelationSource {
 public:
  /** Measures all columns when there are weights. The session must outlive it. */
  CorrelationSource(tsr_session& session, ObservationWeights weights);

  const double* const* rows() const { return rows_.data(); }
  uint32_t observations() const { return static_cast<uint32_t>(rows_.size()); }
  /** [observations] each; null = all alike. */
  const double* weight() const { return weights_.weight.empty() ? nullptr : weights_.weight.data(); }
  const double* root() const { return weights_.root.empty() ? nullptr : weights_.root.data(); }
  const ObservationWeights& weights() const { return weights_; }
  const ColumnScale& scale() const { return *scale_; }

 private:
  ObservationWeights weights_;
  std::vector<const double*> rows_;
  ColumnScale own_;
  const ColumnScale* scale_;
};

}  // namespace tessera::cpu
