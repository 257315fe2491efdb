#pragma once

#include <mutex>

#include "backends/common/op_log.h"
#include "backends/cuda/device/busy_time.h"
#include "backends/cuda/device/workspace_pool.h"

namespace tessera::cuda {

/**
 * How long a device sent and computed during a call whose chunks overlap on it: their times added up would be longer than the call.
 * Any thread, with the device current.
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

}  // namespace tessera::cuda
