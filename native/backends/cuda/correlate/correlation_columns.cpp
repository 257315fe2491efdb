#include "backends/cuda/correlate/correlation_columns.h"

#include <vector>

namespace tessera::cuda {

namespace {

template <class T>
DeviceArray<T> sent(DeviceSession& device, const std::vector<T>& values) {
  DeviceArray<T> array(device.memory(), values.size(), "weights of observations");
  check(cudaMemcpyAsync(array.data(), values.data(), array.bytes(), cudaMemcpyHostToDevice, device.stream()),
        "sending weights");
  return array;
}

}  // namespace

CorrelationColumns::CorrelationColumns(DeviceSession& device, const SessionData& data, const ObservationWeights& weights)
    : device_(device), data_(data) {
  if (weights.rows.empty()) return;
  rows_ = sent(device, weights.rows);
  weight_ = sent(device, weights.weight);
  root_ = sent(device, weights.root);
  own_scale_ = ColumnScale(device.memory(), data.source.strategies);
  device.measure(own_scale_, data.source, this->weights());
}

}  // namespace tessera::cuda
