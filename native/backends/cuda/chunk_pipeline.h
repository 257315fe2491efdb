#pragma once

#include <optional>

#include "backends/common/op_log.h"
#include "backends/common/run_control.h"
#include "backends/cuda/chunk_queue.h"
#include "backends/cuda/workspace_pool.h"

namespace tessera::cuda {

/**
 * Works through chunks with two workspaces, so that the host prepares one while the device has the other.
 * `start(workspace, chunk)` fills the buffers and queues copies and kernels, calling mark_sent and mark_computed between them;
 * `take(workspace, chunk)` reads the results once they are there. Throws what they throw, and TSR_CANCELLED.
 */
class ChunkPipeline {
 public:
  ChunkPipeline(WorkspacePool& pool, const RunControl& control, OpLog& log, tsr_op op)
      : pool_(pool), control_(control), log_(log), op_(op) {}

  template <class Start, class Take>
  void run(ChunkQueue& queue, const Start& start, const Take& take) {
    std::optional<Slot> slots[2];
    try {
      uint32_t turn = 0;
      for (Chunk chunk; queue.next(chunk); turn ^= 1) {
        control_.check();
        if (!slots[turn]) slots[turn].emplace(pool_.take());
        Slot& slot = *slots[turn];
        finish(slot, take);
        slot.chunk = chunk;
        slot.workspace->begin.record(slot.workspace->stream);
        start(*slot.workspace, chunk);
        slot.workspace->end.record(slot.workspace->stream);
      }
      for (uint32_t i = 0; i < 2; ++i, turn ^= 1) {
        if (slots[turn]) finish(*slots[turn], take);
      }
    } catch (...) {
      // The buffers go back to the pool: nothing may still be writing to them.
      for (auto& slot : slots) {
        if (slot) cudaStreamSynchronize(slot->workspace->stream);
      }
      throw;
    }
  }

  static void mark_sent(Workspace& workspace) { workspace.sent.record(workspace.stream); }
  static void mark_computed(Workspace& workspace) { workspace.computed.record(workspace.stream); }

 private:
  struct Slot {
    explicit Slot(WorkspacePool::Lease lease) : workspace(std::move(lease)) {}
    WorkspacePool::Lease workspace;
    Chunk chunk;
  };

  template <class Take>
  void finish(Slot& slot, const Take& take) {
    if (slot.chunk.count == 0) return;
    Workspace& workspace = *slot.workspace;
    workspace.stream.wait();
    take(workspace, slot.chunk);
    log_.add_device_time(op_, workspace.computed.since(workspace.sent),
                         workspace.sent.since(workspace.begin) + workspace.end.since(workspace.computed));
    control_.advance(slot.chunk.count);
    slot.chunk = {};
  }

  WorkspacePool& pool_;
  const RunControl& control_;
  OpLog& log_;
  tsr_op op_;
};

}  // namespace tessera::cuda
