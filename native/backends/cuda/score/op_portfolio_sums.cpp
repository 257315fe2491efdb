#include "backends/common/check_arguments.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/score/copy_indices.h"
#include "backends/cuda/score/score_chunk.h"
#include "backends/cuda/score/score_columns.h"
#include "backends/cuda/score/score_kernels.cuh"
#include "backends/cuda/session/chunk_crew.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

void run_portfolio_sums(tsr_session& session, tsr_portfolio_sums_params& p) {
  require(p.struct_size >= sizeof p, "portfolio_sums: struct_size");
  if (p.portfolio_count == 0) return;
  require(p.size >= 1, "portfolio_sums: size is 0");
  require(p.members && p.pnl_sum && p.standardised_sum && p.varying, "portfolio_sums: a pointer is null");

  DeviceSession& device = session.first();
  const uint64_t rows = session.observations(), correlation_rows = session.correlation_observations();
  const uint64_t doubles = rows + correlation_rows;
  const uint64_t bytes = p.size * sizeof(uint32_t) + doubles * sizeof(double);
  const uint64_t fitting = std::max<uint64_t>(1, ScoreColumns::most_members(session.data, device) / p.size);
  with_fitting_chunk(session, std::min(score_chunk(device, rows * p.size, bytes), fitting), [&](uint64_t chunk_size) {
    const RunControl control(nullptr, 0);
    ChunkQueue queue(p.portfolio_count, chunk_size, 1);
    ChunkPipeline pipeline(device.workspaces(), control);
    pipeline.run(
        queue,
        [&](Workspace& space, const Chunk& chunk) {
          const uint64_t members = chunk.count * p.size;
          const uint64_t result_bytes = chunk.count * (doubles * sizeof(double) + sizeof(uint32_t));
          space.in.reserve(device.memory(), members * sizeof(uint32_t));
          space.out.reserve(device.memory(), result_bytes);
          copy_indices(space.in.host<uint32_t>(), p.members + chunk.first * p.size, members, session.strategies(), "members");
          const ScoreColumns columns(session.data, device, space.stream, {{space.in.host<uint32_t>(), members}});
          check(cudaMemcpyAsync(space.in.device<uint32_t>(), space.in.host<uint32_t>(), members * sizeof(uint32_t),
                                cudaMemcpyHostToDevice, space.stream),
                "sending portfolios");
          ChunkPipeline::mark_sent(space);
          double* const sums = space.out.device<double>();
          portfolio_sums({columns.matrix(), space.in.device<uint32_t>(), p.size, chunk.count, sums, sums + chunk.count * rows,
                          reinterpret_cast<uint32_t*>(sums + chunk.count * doubles)},
                         space.stream);
          ChunkPipeline::mark_computed(space);
          check(cudaMemcpyAsync(space.out.host<double>(), sums, result_bytes, cudaMemcpyDeviceToHost, space.stream),
                "reading portfolio sums");
          if (!device.resident()) space.stream.wait();
        },
        [&](Workspace& space, const Chunk& chunk) {
          const double* const sums = space.out.host<double>();
          const double* const standardised = sums + chunk.count * rows;
          const auto* const varying = reinterpret_cast<const uint32_t*>(sums + chunk.count * doubles);
          std::copy_n(sums, chunk.count * rows, p.pnl_sum + chunk.first * rows);
          std::copy_n(standardised, chunk.count * correlation_rows, p.standardised_sum + chunk.first * correlation_rows);
          std::copy_n(varying, chunk.count, p.varying + chunk.first);
        },
        WaitAlone(session.log, TSR_OP_PORTFOLIO_SUMS));
  });
}

}  // namespace tessera::cuda
