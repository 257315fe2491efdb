#include "backends/cuda/panel_store.h"

#include <algorithm>

namespace tessera::cuda {

uint64_t PanelStore::panel_limit(const SessionData& data, DeviceSession& device) {
  return cuda::panel_limit(data.shape(), device.resident(), device.memory().room());
}

PanelStore::PanelStore(const SessionData& data, DeviceSession& device, const uint32_t* order,
                       uint64_t most)
    : data_(data), device_(device), order_(order), missing_(device.scale().missing()) {
  const uint64_t n = positions();
  if (order != nullptr) {
    ids_ = DeviceArray<uint32_t>(device.memory(), n, "the order of the map");
    check(cudaMemcpyAsync(ids_.data(), order, ids_.bytes(), cudaMemcpyHostToDevice, device.stream()), "sending the order");
    for (uint64_t p = 0; p < n; ++p) missing_[p] = device.scale().missing()[order[p]];
  }
  panels_ = plan_panels(n, most);
}

CorrelationPanel PanelStore::make(size_t index) {
  const PanelRange range = panels_[index];
  const PositionRange positions = {ids_.data(), range.first, range.count};
  const cudaStream_t stream = device_.stream();
  if (device_.resident()) {
    return {device_.memory(), stream, device_.source(), false, device_.scale().data(), positions};
  }
  const ColumnBlock block(device_.memory(), stream, data_.source, range.first, range.count, order_);
  CorrelationPanel panel(device_.memory(), stream, block.view(), true, device_.scale().data(), positions);
  device_.stream().wait();
  return panel;
}

const CorrelationPanel& PanelStore::row_panel(size_t index) {
  if (row_index_ != index) {
    row_ = CorrelationPanel();
    row_ = make(index);
    row_index_ = index;
  }
  return row_;
}

PanelPair PanelStore::pair(size_t row, size_t column) {
  PanelPair result = {&row_panel(row), nullptr, observations(), positions()};
  if (column == row) {
    result.columns = result.rows;
    return result;
  }
  if (column_index_ != column) {
    column_ = CorrelationPanel();
    column_ = make(column);
    column_index_ = column;
  }
  result.columns = &column_;
  return result;
}

}  // namespace tessera::cuda
