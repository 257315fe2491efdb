#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cuda/correlate/correlation_columns.h"
#include "backends/cuda/correlate/tiles/correlate_tiles.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

/** Part of a list of strategies as a panel. The ids live as long as the panel. */
struct ListedPanel {
  DeviceArray<uint32_t> ids;
  CorrelationPanel panel;

  ListedPanel(const tsr_session& session, DeviceSession& device, const CorrelationColumns& columns, const uint32_t* list,
              uint64_t first, uint64_t count)
      : ids(device.memory(), count, "chosen strategies") {
    const cudaStream_t stream = device.stream();
    check(cudaMemcpyAsync(ids.data(), list + first, ids.bytes(), cudaMemcpyHostToDevice, stream), "sending strategies");
    ColumnBlock block;
    CellsView cells = device.resident() ? device.source() : CellsView{};
    if (!device.resident()) {
      block = ColumnBlock(device.memory(), stream, session.data.source, first, count, list);
      cells = block.view();
    }
    const PanelSource source = {cells, !device.resident(), columns.scale().data(), columns.weights(),
                                columns.weights_outside()};
    panel = CorrelationPanel(device.memory(), stream, source, {ids.data(), 0, count});
    device.stream().wait();
  }
};

}  // namespace

void run_correlation_matrix(tsr_session& session, tsr_correlation_matrix_params& p) {
  const ObservationWeights weights = ObservationWeights::of(p, session.correlation_observations());
  if (p.row_count == 0 || p.column_count == 0) return;

  const std::shared_ptr<const ColumnsOfDevices> all = correlation_columns(session, weights);
  const CorrelationColumns& columns_as_seen = *all->front();
  const ColumnScale& scale = columns_as_seen.scale();
  DeviceSession& device = session.first();
  device.use();
  const cudaStream_t stream = device.stream();
  const uint32_t observations = columns_as_seen.observations();
  const uint64_t room = device.memory().room() / 4;
  const uint64_t fitting =
      device.resident() ? room / (sizeof(double) * observations) : ColumnBlock::fitting(observations, room / 2);
  const uint64_t rows_at_once = std::clamp<uint64_t>(fitting, 1, 4096);
  const uint64_t columns_at_once = std::clamp<uint64_t>(std::min(fitting, room / (sizeof(double) * rows_at_once)), 1, 65536);
  for (uint64_t row = 0; row < p.row_count; row += rows_at_once) {
    const uint64_t rows = std::min(rows_at_once, p.row_count - row);
    const ListedPanel down(session, device, columns_as_seen, p.rows, row, rows);
    for (uint64_t column = 0; column < p.column_count; column += columns_at_once) {
      const uint64_t columns = std::min(columns_at_once, p.column_count - column);
      const ListedPanel across(session, device, columns_as_seen, p.columns, column, columns);
      const DeviceArray<double> out(device.memory(), rows * columns, "correlations");
      const double* const outside = columns_as_seen.weights_outside() ? columns_as_seen.weights().weight : nullptr;
      correlate_matrix(down.panel, across.panel, observations, {scale.any_missing(), outside}, out.data(), stream);
      check(cudaMemcpy2DAsync(p.out + row * p.column_count + column, p.column_count * sizeof(double), out.data(),
                              columns * sizeof(double), columns * sizeof(double), rows, cudaMemcpyDeviceToHost, stream),
            "reading correlations");
      device.stream().wait();
    }
  }
  // The diagonal is exact; a constant column correlates with nothing, not even with itself.
  for (uint64_t i = 0; i < p.row_count; ++i) {
    for (uint64_t j = 0; j < p.column_count; ++j) {
      if (p.rows[i] == p.columns[j]) p.out[i * p.column_count + j] = scale.varying()[p.rows[i]];
    }
  }
}

}  // namespace tessera::cuda
