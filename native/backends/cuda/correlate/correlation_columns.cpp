#include "backends/cuda/correlate/correlation_columns.h"

#include <mutex>
#include <vector>

namespace tessera::cuda {

namespace {

/** Of the last run. */
struct LastColumns {
  std::mutex mutex;
  ObservationWeights weights;
  std::shared_ptr<const ColumnsOfDevices> columns;
};

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

std::shared_ptr<const ColumnsOfDevices> correlation_columns(tsr_session& session, const ObservationWeights& weights) {
  LastColumns& last = session.kept.get<LastColumns>();
  const std::lock_guard lock(last.mutex);
  if (!last.columns || !(last.weights == weights)) {
    last.columns.reset();
    const auto made = std::make_shared<ColumnsOfDevices>(session.devices.size());
    on_devices(session, [&](DeviceSession& device, uint32_t index) {
      (*made)[index] = std::make_unique<CorrelationColumns>(device, session.data, weights);
    });
    last.columns = made;
    last.weights = weights;
  }
  return last.columns;
}

}  // namespace tessera::cuda
