#pragma once

#include <optional>

#include "backends/common/run_control.h"
#include "backends/cuda/device/workspace_pool.h"
#include "backends/cuda/session/chunk_queue.h"

namespace tessera::cuda {

/**
 * Works through chunks with two workspaces, so that the host prepares one while the device has the other.
 * `start(workspace, chunk)` fills the buffers and queues copies and kernels, calling mark_sent and mark_computed between them;
 * `take(workspace, chunk)` reads the results once they are there. Throws what they throw, and TSR_CANCELLED.
 */
class ChunkPipeline {
 public:
  ChunkPipeline(WorkspacePool& pool, const RunControl& control) : pool_(pool), control_(control) {}

  /** `wait(workspace)` returns when the device has done what was queued there; it may also note how long that took. */
  template <class Start, class Take, class Wait>
  void run(ChunkQueue& queue, const Start& start, const Take& take, const Wait& wait) {
    std::optional<Slot> slots[2];
    const auto finish = [&](Slot& slot) {
      if (slot.chunk.count == 0) return;
      wait(*slot.workspace);
      take(*slot.workspace, slot.chunk);
      control_.advance(slot.chunk.count);
      slot.chunk = {};
    };
    try {
      uint32_t turn = 0;
      for (Chunk chunk; queue.next(chunk); turn ^= 1) {
        control_.check();
        if (!slots[turn]) slots[turn].emplace(pool_.take());
        Slot& slot = *slots[turn];
        finish(slot);
        slot.chunk = chunk;
        slot.workspace->begin.record(slot.workspace->stream);
        start(*slot.workspace, chunk);
        slot.workspace->end.record(slot.workspace->stream);
      }
      for (uint32_t i = 0; i < 2; ++i, turn ^= 1) {
        if (slots[turn]) finish(*slots[turn]);
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

  WorkspacePool& pool_;
  const RunControl& control_;
};

}  // namespace tessera::cuda
