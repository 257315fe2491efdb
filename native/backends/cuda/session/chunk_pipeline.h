#pragma once

#include <atomic>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>

#include "backends/common/op_log.h"
#include "backends/common/run_control.h"
#include "backends/cuda/device/helper_pool.h"
#include "backends/cuda/device/workspace_pool.h"
#include "backends/cuda/session/chunks.h"
#include "backends/cuda/session/session.h"

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

/**
 * How long a device sent and computed during a call whose chunks overlap on it: their times added up would be longer than the
 * call. Any thread, with the device current.
 */
class ChunkTimes {
 public:
  explicit ChunkTimes(WorkspacePool& pool) : origin_(pool.take()) { origin_->begin.record(origin_->stream); }

  /** Of a chunk that has ended. */
  void add(const Workspace& space) {
    const double begin = space.begin.since(origin_->begin), sent = space.sent.since(origin_->begin);
    const double computed = space.computed.since(origin_->begin), end = space.end.since(origin_->begin);
    const std::lock_guard lock(mutex_);
    kernels_.add(sent, computed);
    transfers_.add(begin, sent);
    transfers_.add(computed, end);
  }

  void write(OpLog& log, tsr_op op) const {
    const std::lock_guard lock(mutex_);
    log.add_device_time(op, kernels_.total(), transfers_.total());
  }

 private:
  WorkspacePool::Lease origin_;
  mutable std::mutex mutex_;
  BusyTime kernels_, transfers_;
};

/** Waits without sleeping, for who asks for a little at a time, and notes what the chunk took. */
class WaitAlone {
 public:
  WaitAlone(OpLog& log, tsr_op op) : log_(log), op_(op) {}
  void operator()(const Workspace& space) const {
    space.stream.wait();
    log_.add_device_time(op_, space.computed.since(space.sent),
                         space.sent.since(space.begin) + space.end.since(space.computed));
  }

 private:
  OpLog& log_;
  tsr_op op_;
};

/**
 * Calls work(device, wait) on `threads` threads for each device of the session, as many as the machine has idle; each takes
 * chunks from the queue until it is empty. While one prepares a chunk others wait for theirs, nobody is woken for a chunk, and
 * every device has something queued. `wait` is for ChunkPipeline. The first failure closes the queue and is thrown again when
 * all are back.
 */
template <class Work>
void with_crew(tsr_session& session, tsr_op op, uint32_t threads, ChunkQueue& queue, const Work& work) {
  std::deque<ChunkTimes> times;  // one for each device
  for (const auto& device : session.devices) {
    device->use();
    times.emplace_back(device->workspaces());
  }
  std::atomic<size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  HelperPool::get().run(threads * static_cast<uint32_t>(times.size()) - 1, [&] {
    const size_t index = next++ % times.size();
    DeviceSession& device = *session.devices[index];
    try {
      device.use();
      work(device, [&](const Workspace& space) {
        space.end.wait();
        times[index].add(space);
      });
    } catch (...) {
      queue.close();
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  });
  for (const ChunkTimes& one : times) one.write(session.log, op);
  session.first().use();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tessera::cuda
