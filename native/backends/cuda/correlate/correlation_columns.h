#pragma once

#include "backends/common/observation_weights.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

/** What a correlation run works on, on one device: the columns' scale and, with weights, the rows that count. */
class CorrelationColumns {
 public:
  /** Measures all columns when there are weights. Both references must outlive it. Throws Failure. */
  CorrelationColumns(DeviceSession& device, const SessionData& data, const ObservationWeights& weights);

  const ColumnScale& scale() const { return weighted() ? own_scale_ : device_.scale(); }
  RowWeights weights() const { return {rows_.data(), weight_.data(), root_.data(), static_cast<uint32_t>(rows_.size())}; }
  bool weighted() const { return rows_.size() > 0; }
  /** Rows that count. */
  uint32_t observations() const { return weights().observations(data_.source.observations()); }
  /**
   * With weights and missing cells the roots of the weights stay outside of the panels, because constancy over shared rows is
   * told by comparing cells; then every tile goes to the kernel for missing cells, which knows the weights.
   */
  bool weights_outside() const { return weighted() && scale().any_missing(); }

 private:
  DeviceSession& device_;
  const SessionData& data_;
  DeviceArray<uint32_t> rows_;
  DeviceArray<double> weight_, root_;
  ColumnScale own_scale_;
};

/** One for each device of a session. */
using ColumnsOfDevices = std::vector<std::unique_ptr<const CorrelationColumns>>;

/** The session's columns as a run with these weights sees them; kept for the next run with the same. Throws Failure. */
std::shared_ptr<const ColumnsOfDevices> correlation_columns(tsr_session& session, const ObservationWeights& weights);

}  // namespace tessera::cuda
