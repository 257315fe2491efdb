#include <algorithm>
#include <cstring>

#include "backends/common/check_arguments.h"
#include "backends/cuda/chunk_pipeline.h"
#include "backends/cuda/measure_metrics.cuh"
#include "backends/cuda/on_devices.h"
#include "backends/cuda/ops.h"

namespace tessera::cuda {

namespace {

void require_metrics(const tsr_session& session, const tsr_metrics_params& p) {
  require(p.struct_size >= sizeof p && p.config.struct_size >= sizeof p.config, "metrics: struct_size");
  require(p.config.profile <= TSR_PROFILE_R, "metrics: unknown profile");
  if (p.metric_count == 0) return;
  require(p.metrics != nullptr && p.out != nullptr, "metrics: a pointer is null");
  for (uint32_t m = 0; m < p.metric_count; ++m) require(p.metrics[m] < TSR_METRIC_COUNT, "metrics: unknown metric");
  if (p.strategy_count == 0) return;
  require(p.strategies != nullptr, "metrics: strategies is null");
  require_indices(p.strategies, p.strategy_count, session.strategies(), "strategies");
}

/** Strategies per launch: what fits beside the matrix, and not more than a cancelled run may wait for. */
uint64_t strategies_at_once(const tsr_session& session, const tsr_metrics_params& p, DeviceSession& device) {
  const uint32_t observations = session.observations();
  const uint64_t each = (metric_scratch_doubles(observations, 1) + p.metric_count) * sizeof(double);
  const uint64_t room = device.memory().room() / 4;
  const uint64_t fitting = device.resident() ? room / each : std::min(ColumnBlock::fitting(observations, room), room / each);
  const double affordable = 0.03 * device.modest_flops() / (100.0 * observations);
  return std::max<uint64_t>(64, std::min({fitting, uint64_t{1} << 20, static_cast<uint64_t>(affordable)}));
}

void measure_on(tsr_session& session, DeviceSession& device, const tsr_metrics_params& p, ChunkQueue& queue,
                const RunControl& control) {
  const auto wants = [&](uint32_t least, uint32_t most) {
    return std::any_of(p.metrics, p.metrics + p.metric_count, [&](uint32_t id) { return id >= least && id <= most; });
  };
  const uint64_t all = p.strategy_count > 0 ? p.strategy_count : session.strategies();
  ChunkPipeline pipeline(device.workspaces(), control, session.log, TSR_OP_METRICS);
  pipeline.run(
      queue,
      [&](Workspace& space, const Chunk& chunk) {
        const uint64_t ids = p.strategy_count > 0 ? chunk.count : 0;
        const uint64_t results = chunk.count * p.metric_count * sizeof(double);
        space.in.reserve(device.memory(), (p.metric_count + ids) * sizeof(uint32_t));
        space.out.reserve(device.memory(), results);
        space.scratch.reserve(device.memory(), metric_scratch_doubles(session.observations(), chunk.count), "tails");
        std::copy_n(p.metrics, p.metric_count, space.in.host<uint32_t>());
        for (uint64_t i = 0; i < ids; ++i) space.in.host<uint32_t>()[p.metric_count + i] = p.strategies[chunk.first + i];
        check(cudaMemcpyAsync(space.in.device<uint32_t>(), space.in.host<uint32_t>(),
                              (p.metric_count + ids) * sizeof(uint32_t), cudaMemcpyHostToDevice, space.stream),
              "sending the metrics");
        MetricsWork work{device.resident() ? device.pnl() : CellsView{},
                         ids > 0 ? space.in.device<uint32_t>() + p.metric_count : nullptr,
                         chunk.count,
                         formulas::series_rule(p.config),
                         space.in.device<uint32_t>(),
                         p.metric_count,
                         wants(TSR_METRIC_VAR_95, TSR_METRIC_CVAR_99),
                         wants(TSR_METRIC_CDAR_95, TSR_METRIC_CDAR_95),
                         space.scratch.data(),
                         space.out.device<double>()};
        ColumnBlock streamed;
        if (!device.resident()) {
          streamed = ColumnBlock(device.memory(), space.stream, session.data.pnl, chunk.first, chunk.count,
                                 ids > 0 ? p.strategies : nullptr);
          work.cells = streamed.view();
          work.rows = nullptr;
        } else if (ids == 0) {
          work.cells.cells += chunk.first * work.cells.pitch;
        }
        ChunkPipeline::mark_sent(space);
        measure_metrics(work, space.stream);
        ChunkPipeline::mark_computed(space);
        check(cudaMemcpyAsync(space.out.host<double>(), space.out.device<double>(), results, cudaMemcpyDeviceToHost,
                              space.stream),
              "reading the metrics");
        if (!device.resident()) space.stream.wait();
      },
      [&](Workspace& space, const Chunk& chunk) {
        for (uint32_t m = 0; m < p.metric_count; ++m) {
          std::memcpy(p.out + m * all + chunk.first, space.out.host<double>() + m * chunk.count,
                      chunk.count * sizeof(double));
        }
      });
}

}  // namespace

void run_metrics(tsr_session& session, tsr_metrics_params& p) {
  require_metrics(session, p);
  if (p.metric_count == 0) return;
  const uint64_t all = p.strategy_count > 0 ? p.strategy_count : session.strategies();
  uint64_t chunk = UINT64_MAX;
  for (const auto& device : session.devices) chunk = std::min(chunk, strategies_at_once(session, p, *device));
  const RunControl control(p.control, all);
  ChunkQueue queue(all, chunk);
  if (all <= chunk) return measure_on(session, session.first(), p, queue, control);
  on_devices(session, [&](DeviceSession& device, uint32_t) { measure_on(session, device, p, queue, control); });
}

}  // namespace tessera::cuda
