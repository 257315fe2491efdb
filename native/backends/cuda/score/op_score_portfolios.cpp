#include "backends/common/check_arguments.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/score/copies.h"
#include "backends/cuda/score/score_chunk.h"
#include "backends/cuda/score/score_columns.h"
#include "backends/cuda/score/score_work.h"
#include "backends/cuda/session/chunk_pipeline.h"
#include "backends/cuda/session/session.h"

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
  if (p.portfolio_count == 0) return;

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

void run_portfolio_sums(tsr_session& session, tsr_portfolio_sums_params& p) {
  if (p.portfolio_count == 0) return;

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
