#include "arrow/block.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

void run_device_block(tsr_session& session, tsr_device_block_params& p) {
  DeviceSession& device = session.first();
  if (!device.resident()) {
    throw Failure{TSR_UNSUPPORTED, "device_block: the matrix is larger than the device memory that the session may use"};
  }
  const CellsView cells = device.pnl();
  arrow::Block block;
  block.length = cells.observations;
  for (uint64_t strategy = 0; strategy < cells.strategies; ++strategy) {
    block.names.emplace_back(p.names == nullptr ? "" : p.names[strategy]);
    block.columns.push_back(cells.cells + strategy * cells.pitch);
  }
  // Opening has waited for the cells, and no operation writes them.
  arrow::export_device_block(block, session.devices.front(), ARROW_DEVICE_CUDA, device.ordinal(), nullptr, *p.schema, *p.array);
}

}  // namespace tessera::cuda
