#include "backends/cuda/metrics/strategy_pass.h"

#include <algorithm>
#include <cstring>

#include "backends/cuda/device/helper_pool.h"
#include "backends/cuda/session/chunk_pipeline.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {
namespace {

/** Results from which on several threads copy them sooner than one; waking them takes a while. */
constexpr uint64_t kSharedBytes = uint64_t{16} << 20;

/** Strategies per launch: what fits beside the matrix, and not more than a cancelled run may wait for. */
uint64_t strategies_at_once(const tsr_session& session, const StrategyPass& pass, DeviceSession& device) {
  const uint64_t each = (pass.scratch_doubles + pass.outputs) * sizeof(double);
  const uint64_t room = device.memory().room() / 4;
  const uint64_t fitting =
      device.resident() ? room / each : std::min(ColumnBlock::fitting(session.observations(), room), room / each);
  const double affordable = 0.03 * device.modest_flops() / pass.operations;
  return std::max<uint64_t>(64, std::min({fitting, uint64_t{1} << 20, static_cast<uint64_t>(affordable)}));
}

/** One device's part of a pass. */
class DevicePass {
 public:
  DevicePass(tsr_session& session, DeviceSession& device, const StrategyPass& pass, const StrategyPass::Launch& launch)
      : session_(session),
        device_(device),
        pass_(pass),
        launch_(launch),
        ids_at_((pass.input_bytes + sizeof(double) - 1) / sizeof(double) * sizeof(double)) {}

  void run(ChunkQueue& queue, const RunControl& control) const {
    ChunkPipeline pipeline(device_.workspaces(), control);
    pipeline.run(
        queue, [&](Workspace& space, const Chunk& chunk) { start(space, chunk); },
        [&](Workspace& space, const Chunk& chunk) { take(space, chunk); }, WaitAlone(session_.log, pass_.op));
  }

 private:
  void start(Workspace& space, const Chunk& chunk) const {
    const uint32_t* const chosen = pass_.strategy_count > 0 ? pass_.strategies : nullptr;
    const uint64_t ids = chosen != nullptr ? chunk.count : 0;
    const uint64_t sent = ids_at_ + ids * sizeof(uint32_t);
    const uint64_t results = chunk.count * pass_.outputs * sizeof(double);
    space.in.reserve(device_.memory(), std::max<uint64_t>(sent, 1));
    space.out.reserve(device_.memory(), results);
    space.scratch.reserve(device_.memory(), pass_.scratch_doubles * chunk.count, "scratch of the strategies");
    if (pass_.input_bytes > 0) std::memcpy(space.in.host<std::byte>(), pass_.input, pass_.input_bytes);
    if (ids > 0) std::copy_n(chosen + chunk.first, ids, space.in.host<uint32_t>(ids_at_));
    if (sent > 0) {
      check(
          cudaMemcpyAsync(space.in.device<std::byte>(), space.in.host<std::byte>(), sent, cudaMemcpyHostToDevice, space.stream),
          "sending what is asked of the strategies");
    }
    StrategyBatch batch = {{},
                           ids > 0 ? space.in.device<uint32_t>(ids_at_) : nullptr,
                           chunk.count,
                           space.in.device<std::byte>(),
                           space.scratch.data(),
                           space.out.device<double>(),
                           space.stream};
    ColumnBlock streamed;
    if (device_.resident()) {
      batch.cells = device_.pnl();
      if (ids == 0) batch.cells.cells += chunk.first * batch.cells.pitch;
    } else {
      streamed = ColumnBlock(device_.memory(), space.stream, session_.data.pnl, chunk.first, chunk.count, chosen);
      batch.cells = streamed.view();
      batch.rows = nullptr;
    }
    ChunkPipeline::mark_sent(space);
    launch_(batch);
    ChunkPipeline::mark_computed(space);
    check(cudaMemcpyAsync(space.out.host<double>(), space.out.device<double>(), results, cudaMemcpyDeviceToHost, space.stream),
          "reading the figures of the strategies");
    if (!device_.resident()) space.stream.wait();
  }

  void take(const Workspace& space, const Chunk& chunk) const {
    const uint64_t all = pass_.strategy_count > 0 ? pass_.strategy_count : session_.strategies();
    const uint64_t bytes = chunk.count * sizeof(double);
    const auto copy = [&](uint64_t k) {
      std::memcpy(pass_.out + k * all + chunk.first, space.out.host<double>() + k * chunk.count, bytes);
    };
    if (pass_.outputs * bytes >= kSharedBytes) return parallel_for(pass_.outputs, bytes, copy);
    for (uint64_t k = 0; k < pass_.outputs; ++k) copy(k);
  }

  tsr_session& session_;
  DeviceSession& device_;
  const StrategyPass& pass_;
  const StrategyPass::Launch& launch_;
  uint64_t ids_at_;  // bytes before the ids, so that they are aligned
};

}  // namespace

void StrategyPass::run(tsr_session& session, const Launch& launch) const {
  const uint64_t all = strategy_count > 0 ? strategy_count : session.strategies();
  uint64_t most = UINT64_MAX;
  for (const auto& device : session.devices) most = std::min(most, strategies_at_once(session, *this, *device));
  const RunControl run_control(control, all);
  ChunkQueue queue(all, most, session.devices.size());
  if (all <= most) return DevicePass(session, session.first(), *this, launch).run(queue, run_control);
  on_devices(session,
             [&](DeviceSession& device, uint32_t) { DevicePass(session, device, *this, launch).run(queue, run_control); });
}

}  // namespace tessera::cuda
