#include "backends/cuda/correlate/panel_store.h"

#include <algorithm>

#include "backends/cuda/correlate/tiles/tile_shape.h"
#include "backends/cuda/ops.h"

namespace tessera::cuda {

namespace {

/** Lists of pairs and sums at their largest; a request without lists takes a few megabytes. */
constexpr uint64_t kListBytes = uint64_t{64} << 20;

/** The largest panel of a correlation pass within `room` bytes. Throws Failure when there is room for none. */
uint64_t panel_limit(const SessionRoom& room) {
  const uint64_t observations = room.shape.correlation_observations();
  const uint64_t strategies = room.shape.strategies;
  // Lists of tiles, sums and lists of pairs want some, too.
  const uint64_t usable = room.left - room.left / 4;
  if (room.resident && CorrelationPanel::bytes(observations, strategies, room.precision) <= usable) return strategies;
  const uint64_t per_strategy = CorrelationPanel::bytes(observations, kPanelGrain, room.precision) / kPanelGrain;
  if (room.resident) return usable / 2 / per_strategy;
  // Two panels are computed with while the next one is sent, as it comes and standardised.
  return std::min(ColumnBlock::fitting(observations, usable * 2 / 5), usable / 5 / per_strategy);
}

}  // namespace

void plan_correlation(const SessionRoom& room, tsr_plan& plan) {
  const SessionShape& shape = room.shape;
  plan.panel_strategies = std::min(shape.strategies, panel_limit(room));
  if (plan.panel_strategies == 0) throw Failure{TSR_OUT_OF_DEVICE_MEMORY, "too little device memory for one strategy"};
  plan.panels = static_cast<uint32_t>((shape.strategies + plan.panel_strategies - 1) / plan.panel_strategies);
  const uint64_t panel = CorrelationPanel::bytes(shape.correlation_observations(), plan.panel_strategies, room.precision);
  plan.part_bytes[TSR_PLAN_STANDARDISED] = plan.panels == 1 ? panel : room.resident ? 2 * panel : 3 * panel;
  plan.part_bytes[TSR_PLAN_LISTS] = std::min(kListBytes, room.left / 4);
}

uint64_t PanelStore::most_strategies(const SessionData& data, DeviceSession& device) {
  return panel_limit({data.shape(), device.precision(), device.resident(), device.memory().room()});
}

PanelStore::PanelStore(const SessionData& data, DeviceSession& device, const CorrelationColumns& columns, const uint32_t* order,
                       uint64_t most)
    : data_(data), device_(device), columns_(columns), order_(order), missing_(columns.scale().missing()) {
  const uint64_t n = positions();
  if (order != nullptr) {
    ids_ = DeviceArray<uint32_t>(device.memory(), n, "the order of the map");
    check(cudaMemcpyAsync(ids_.data(), order, ids_.bytes(), cudaMemcpyHostToDevice, device.stream()), "sending the order");
    for (uint64_t p = 0; p < n; ++p) missing_[p] = columns.scale().missing()[order[p]];
  }
  if (columns.weights_outside()) std::ranges::fill(missing_, uint8_t{1});
  panels_ = plan_panels(n, most);
}

CorrelationPanel PanelStore::take(size_t index) {
  if (!ahead_.valid()) return make(index);
  CorrelationPanel sent = ahead_.get();
  return index == ahead_index_ ? std::move(sent) : make(index);
}

CorrelationPanel PanelStore::make(size_t index) {
  if (!device_.resident()) return send(index, device_.stream());
  const PanelRange range = panels_[index];
  return {device_.memory(),
          device_.stream(),
          source(device_.source(), false),
          {ids_.data(), range.first, range.count},
          device_.precision()};
}

PanelSource PanelStore::source(CellsView cells, bool local) const {
  return {cells, local, columns_.scale().data(), columns_.weights(), columns_.weights_outside()};
}

CorrelationPanel PanelStore::send(size_t index, const Stream& stream) {
  const PanelRange range = panels_[index];
  const ColumnBlock block(device_.memory(), stream, data_.source, range.first, range.count, order_);
  CorrelationPanel panel(device_.memory(), stream, source(block.view(), true), {ids_.data(), range.first, range.count},
                         device_.precision());
  stream.wait();
  return panel;
}

/**
 * While the pair's tiles are computed: the device's copy engine and a thread that fills its buffers have nothing else to do.
 */
void PanelStore::send_ahead(size_t row, size_t column) {
  if (device_.resident()) return;
  const size_t next = column + 1 < panels_.size() ? column + 1 : row + 1;
  if (next >= panels_.size() || next == row_index_ || next == column_index_) return;
  if (!ahead_stream_) ahead_stream_ = std::make_unique<Stream>();
  ahead_index_ = next;
  ahead_ = std::async(std::launch::async, [this, next] {
    device_.use();
    return send(next, *ahead_stream_);
  });
}

const CorrelationPanel& PanelStore::row_panel(size_t index) {
  if (row_index_ != index) {
    row_ = CorrelationPanel();
    row_ = take(index);
    row_index_ = index;
  }
  return row_;
}

PanelPair PanelStore::pair(size_t row, size_t column) {
  PanelPair result = {&row_panel(row), nullptr, observations(), positions(), columns_.weights()};
  if (column == row) {
    result.columns = result.rows;
    send_ahead(row, column);
    return result;
  }
  if (column_index_ != column) {
    column_ = CorrelationPanel();
    column_ = take(column);
    column_index_ = column;
  }
  result.columns = &column_;
  send_ahead(row, column);
  return result;
}

}  // namespace tessera::cuda
