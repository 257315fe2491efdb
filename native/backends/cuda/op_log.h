#pragma once

#include <array>
#include <mutex>

#include "tessera_backend.h"

namespace tessera::cuda {

/** What the operations of a session took so far. Any thread. */
class OpLog {
 public:
  void add(tsr_op op, double wall_ms, bool failed) {
    if (op >= TSR_OP_LIMIT) return;
    const std::lock_guard lock(mutex_);
    tsr_op_times& times = times_[op];
    ++times.runs;
    times.failed += failed ? 1 : 0;
    times.wall_ms += wall_ms;
  }
  void add_device_time(tsr_op op, double kernel_ms, double transfer_ms) {
    const std::lock_guard lock(mutex_);
    times_[op].kernel_ms += kernel_ms;
    times_[op].transfer_ms += transfer_ms;
  }
  void read(tsr_op_times (&out)[TSR_OP_LIMIT]) const {
    const std::lock_guard lock(mutex_);
    for (size_t op = 0; op < times_.size(); ++op) out[op] = times_[op];
  }

 private:
  mutable std::mutex mutex_;
  std::array<tsr_op_times, TSR_OP_LIMIT> times_{};
};

}  // namespace tessera::cuda
