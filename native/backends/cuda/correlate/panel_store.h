#pragma once

#include <future>
#include <memory>

#include "backends/cuda/correlate/correlation_columns.h"
#include "backends/cuda/correlate/tile_runner.h"

namespace tessera::cuda {

/**
 * The standardised matrix of one device as one panel, or as many as fit its memory. A panel is made when it is asked for; two
 * are kept. Not resident matrices are sent from the host panel by panel, each while tiles of the ones before are computed.
 */
class PanelStore {
 public:
  /**
   * order: [N] host, strategy at each position, null = identity; it and the columns must outlive the store. most: strategies in
   * a panel; devices that share tiles must agree on it.
   */
  PanelStore(const SessionData& data, DeviceSession& device, const CorrelationColumns& columns, const uint32_t* order,
             uint64_t most);

  /** The largest panel, in strategies, that this device has room for now. Throws Failure when there is room for none. */
  static uint64_t most_strategies(const SessionData& data, DeviceSession& device);

  const std::vector<PanelRange>& panels() const { return panels_; }
  /** Of each position, whether its tiles are for the kernel for missing cells. */
  const std::vector<uint8_t>& missing() const { return missing_; }
  const CorrelationColumns& columns() const { return columns_; }
  uint64_t positions() const { return data_.source.strategies; }
  uint32_t observations() const { return columns_.observations(); }

  /** Valid until the next call with another panel for the same side. Asynchronous on the device's stream. */
  const CorrelationPanel& row_panel(size_t index);
  /** Begins to send the panel that the pair after this one needs: pairs are taken row by row, from the diagonal on. */
  PanelPair pair(size_t row, size_t column);

 private:
  /** The panel, from what was sent ahead or now. */
  CorrelationPanel take(size_t index);
  CorrelationPanel make(size_t index);
  PanelSource source(CellsView cells, bool local) const;
  CorrelationPanel send(size_t index, const Stream& stream);
  void send_ahead(size_t row, size_t column);

  const SessionData& data_;
  DeviceSession& device_;
  const CorrelationColumns& columns_;
  const uint32_t* order_;
  DeviceArray<uint32_t> ids_;
  std::vector<uint8_t> missing_;
  std::vector<PanelRange> panels_;
  size_t row_index_ = SIZE_MAX, column_index_ = SIZE_MAX;
  CorrelationPanel row_, column_;
  std::unique_ptr<Stream> ahead_stream_;
  size_t ahead_index_ = SIZE_MAX;
  std::future<CorrelationPanel> ahead_;  // last: waits for its thread before anything else goes
};

}  // namespace tessera::cuda
