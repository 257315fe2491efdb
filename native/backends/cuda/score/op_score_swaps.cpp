#include <cstring>

#include "backends/common/check_arguments.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/score/copies.h"
#include "backends/cuda/score/score_chunk.h"
#include "backends/cuda/score/score_columns.h"
#include "backends/cuda/score/score_work.h"
#include "backends/cuda/session/chunk_pipeline.h"

namespace tessera::cuda {

namespace {

/** Lists start at cache lines: they are copied past the caches. */
constexpr uint64_t whole_lines(uint64_t bytes) { return (bytes + 63) / 64 * 64; }

/** Places of a chunk's inputs in the transfer buffer, doubles first. */
struct SwapLayout {
  uint64_t rows, correlation_rows, chains, swaps;
  bool named;   // swaps name their chain
  bool narrow;  // strategies in 16 bits

  uint64_t standardised() const { return chains * rows * sizeof(double); }
  uint64_t varying() const { return standardised() + chains * correlation_rows * sizeof(double); }
  uint64_t out() const { return whole_lines(varying() + chains * sizeof(uint32_t)); }
  uint64_t in() const { return whole_lines(out() + members_bytes()); }
  uint64_t chain() const { return whole_lines(in() + members_bytes()); }
  uint64_t members_bytes() const { return swaps * index_bytes(narrow); }
  /** Of both lists of strategies with what is between them, when they are narrow. */
  uint64_t indices() const { return (chain() - out()) / sizeof(uint16_t); }
  uint64_t bytes() const { return chain() + (named ? swaps * sizeof(uint32_t) : 0); }
};

void fill(const SwapLayout& at, const tsr_score_swaps_params& p, uint64_t first, uint64_t strategies,
          const TransferBuffer& to) {
  std::memcpy(to.host<double>(), p.pnl_sum, at.standardised());
  std::memcpy(to.host<double>(at.standardised()), p.standardised_sum, at.varying() - at.standardised());
  std::memcpy(to.host<uint32_t>(at.varying()), p.varying, at.chains * sizeof(uint32_t));
  copy_indices(to.host<std::byte>(at.out()), at.narrow, p.out_member + first, at.swaps, strategies, "out_member");
  copy_indices(to.host<std::byte>(at.in()), at.narrow, p.in_member + first, at.swaps, strategies, "in_member");
  if (at.named) copy_indices(to.host<uint32_t>(at.chain()), p.chain + first, at.swaps, at.chains, "chain");
}

template <class Wait>
void score_on(tsr_session& session, DeviceSession& device, const tsr_score_swaps_params& p, ChunkQueue& queue,
              const RunControl& control, const Wait& wait) {
  const uint64_t tails = score_tail_doubles(p.objective, session.observations(), device.multiprocessors());
  // Without named chains every swap starts from the first.
  const uint64_t chains = p.chain == nullptr ? 1 : p.chain_count;
  ChunkPipeline pipeline(device.workspaces(), control);
  pipeline.run(
      queue,
      [&](Workspace& space, const Chunk& chunk) {
        const SwapLayout at = {session.observations(),
                               session.correlation_observations(),
                               chains,
                               chunk.count,
                               p.chain != nullptr,
                               sent_narrow(device, session.strategies(), 2 * chunk.count)};
        space.in.reserve(device.memory(), at.bytes());
        space.out.reserve(device.memory(), chunk.count * sizeof(double));
        space.scratch.reserve(device.memory(), tails, "tails of the series");
        if (at.narrow) space.indices.reserve(device.memory(), at.indices(), "members of swaps");
        fill(at, p, chunk.first, session.strategies(), space.in);
        const ScoreColumns columns(
            session.data, device, space.stream,
            {{space.in.host<uint32_t>(at.out()), chunk.count}, {space.in.host<uint32_t>(at.in()), chunk.count}});
        check(cudaMemcpyAsync(space.in.device<std::byte>(), space.in.host<std::byte>(), at.bytes(), cudaMemcpyHostToDevice,
                              space.stream),
              "sending swaps");
        ChunkPipeline::mark_sent(space);
        const TransferBuffer& in = space.in;
        const uint32_t *out_member = in.device<uint32_t>(at.out()), *in_member = in.device<uint32_t>(at.in());
        if (at.narrow) {
          widen_indices(in.device<uint16_t>(at.out()), space.indices.data(), at.indices(), space.stream);
          out_member = space.indices.data();
          in_member = out_member + (at.in() - at.out()) / sizeof(uint16_t);
        }
        score_swaps(
            {columns.matrix(), p.size, in.device<double>(), in.device<double>(at.standardised()),
             in.device<uint32_t>(at.varying()), chunk.count, at.named ? in.device<uint32_t>(at.chain()) : nullptr, out_member,
             in_member, p.objective, space.out.device<double>(), tails == 0 ? nullptr : space.scratch.data(), 0},
            device.multiprocessors(), space.stream);
        ChunkPipeline::mark_computed(space);
        check(cudaMemcpyAsync(space.out.host<double>(), space.out.device<double>(), chunk.count * sizeof(double),
                              cudaMemcpyDeviceToHost, space.stream),
              "reading scores");
        if (!device.resident()) space.stream.wait();
      },
      [&](Workspace& space, const Chunk& chunk) { copy_results(space.out.host<double>(), p.fitness, chunk, 1); }, wait);
}

}  // namespace

void run_score_swaps(tsr_session& session, tsr_score_swaps_params& p) {
  if (p.swap_count == 0) return;

  uint64_t chunk = UINT64_MAX;
  const uint64_t rows = uint64_t{session.observations()} + session.correlation_observations();
  const uint64_t chains = (p.chain == nullptr ? 1 : p.chain_count) * rows * sizeof(double);
  for (const auto& device : session.devices) {
    const uint64_t fitting = std::max<uint64_t>(1, ScoreColumns::most_members(session.data, *device) / 2);
    chunk = std::min({chunk, score_chunk(*device, 4 * uint64_t{session.observations()}, 20, chains), fitting});
  }
  const RunControl control(nullptr, 0);
  with_fitting_chunk(session, chunk, [&](uint64_t swaps) {
    score_in_chunks(session, TSR_OP_SCORE_SWAPS, p.swap_count, swaps,
                    [&](DeviceSession& device, ChunkQueue& queue, const auto& wait) {
                      score_on(session, device, p, queue, control, wait);
                    });
  });
}

}  // namespace tessera::cuda
