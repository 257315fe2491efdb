#include "backends/common/check_arguments.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/score/copy_indices.h"
#include "backends/cuda/score/copy_results.h"
#include "backends/cuda/score/narrow_indices.h"
#include "backends/cuda/score/score_chunk.h"
#include "backends/cuda/score/score_columns.h"
#include "backends/cuda/score/score_kernels.cuh"
#include "backends/cuda/session/chunk_pipeline.h"

namespace tessera::cuda {

namespace {

template <class Wait>
void score_on(tsr_session& session, DeviceSession& device, const tsr_score_portfolios_params& p, ChunkQueue& queue,
              const RunControl& control, const Wait& wait) {
  const uint64_t per_portfolio = p.components == nullptr ? 1 : 1 + TSR_COMPONENT_COUNT;
  const uint64_t tails = score_tail_doubles(p.objective, session.observations(), device.multiprocessors());
  ChunkPipeline pipeline(device.workspaces(), control);
  pipeline.run(
      queue,
      [&](Workspace& space, const Chunk& chunk) {
        const uint64_t members = chunk.count * p.size;
        const bool narrow = sent_narrow(device, session.strategies(), members);
        const uint64_t bytes = members * index_bytes(narrow);
        space.in.reserve(device.memory(), bytes);
        if (narrow) space.indices.reserve(device.memory(), members, "members of portfolios");
        space.out.reserve(device.memory(), chunk.count * per_portfolio * sizeof(double));
        space.scratch.reserve(device.memory(), tails, "tails of the series");
        copy_indices(space.in.host<std::byte>(), narrow, p.members + chunk.first * p.size, members, session.strategies(),
                     "members");
        const ScoreColumns columns(session.data, device, space.stream, {{space.in.host<uint32_t>(), members}});
        check(cudaMemcpyAsync(space.in.device<std::byte>(), space.in.host<std::byte>(), bytes, cudaMemcpyHostToDevice,
                              space.stream),
              "sending portfolios");
        ChunkPipeline::mark_sent(space);
        if (narrow) widen_indices(space.in.device<uint16_t>(), space.indices.data(), members, space.stream);
        const uint32_t* const wide = narrow ? space.indices.data() : space.in.device<uint32_t>();
        double* const fitness = space.out.device<double>();
        score_portfolios(
            {columns.matrix(), wide, p.size, chunk.count, p.objective, fitness,
             p.components == nullptr ? nullptr : fitness + chunk.count, tails == 0 ? nullptr : space.scratch.data(), 0},
            device.multiprocessors(), space.stream);
        ChunkPipeline::mark_computed(space);
        check(cudaMemcpyAsync(space.out.host<double>(), fitness, chunk.count * per_portfolio * sizeof(double),
                              cudaMemcpyDeviceToHost, space.stream),
              "reading scores");
        if (!device.resident()) space.stream.wait();
      },
      [&](Workspace& space, const Chunk& chunk) {
        copy_results(space.out.host<double>(), p.fitness, chunk, 1);
        if (p.components == nullptr) return;
        copy_results(space.out.host<double>() + chunk.count, p.components, chunk, TSR_COMPONENT_COUNT);
      },
      wait);
}

}  // namespace

void run_score_portfolios(tsr_session& session, tsr_score_portfolios_params& p) {
  require(p.struct_size >= sizeof p, "score_portfolios: struct_size");
  require_objective(p.objective);
  if (p.portfolio_count == 0) return;
  require(p.size >= 1, "score_portfolios: size is 0");
  require(p.members && p.fitness, "score_portfolios: a pointer is null");

  uint64_t chunk = UINT64_MAX;
  for (const auto& device : session.devices) {
    const uint64_t cells = uint64_t{session.observations()} * p.size;
    const uint64_t bytes = uint64_t{p.size} * sizeof(uint32_t) + 8 * sizeof(double);
    const uint64_t fitting = ScoreColumns::most_members(session.data, *device) / p.size;
    chunk = std::min({chunk, score_chunk(*device, cells, bytes), std::max<uint64_t>(fitting, 1)});
  }
  with_fitting_chunk(session, chunk, [&](uint64_t portfolios) {
    const RunControl control(p.control, p.portfolio_count);
    score_in_chunks(session, TSR_OP_SCORE_PORTFOLIOS, p.portfolio_count, portfolios,
                    [&](DeviceSession& device, ChunkQueue& queue, const auto& wait) {
                      score_on(session, device, p, queue, control, wait);
                    });
  });
}

}  // namespace tessera::cuda
