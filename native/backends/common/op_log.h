#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>

#include "backends/common/failure.h"

namespace tessera {

/** What the operations of a session took so far. Any thread; threads that score small batches do not wait for each other. */
class OpLog {
 public:
  void add(tsr_op op, double wall_ms, bool failed) {
    if (static_cast<uint32_t>(op) >= TSR_OP_LIMIT) return;
    Part& part = own_part();
    const std::lock_guard lock(part.mutex);
    tsr_op_times& times = part.times[op];
    ++times.runs;
    times.failed += failed ? 1 : 0;
    times.wall_ms += wall_ms;
  }
  void add_device_time(tsr_op op, double kernel_ms, double transfer_ms) {
    Part& part = own_part();
    const std::lock_guard lock(part.mutex);
    part.times[op].kernel_ms += kernel_ms;
    part.times[op].transfer_ms += transfer_ms;
  }
  void read(tsr_op_times (&out)[TSR_OP_LIMIT]) const {
    for (tsr_op_times& times : out) times = {};
    for (const Part& part : parts_) {
      const std::lock_guard lock(part.mutex);
      for (size_t op = 0; op < TSR_OP_LIMIT; ++op) {
        out[op].runs += part.times[op].runs;
        out[op].failed += part.times[op].failed;
        out[op].wall_ms += part.times[op].wall_ms;
        out[op].kernel_ms += part.times[op].kernel_ms;
        out[op].transfer_ms += part.times[op].transfer_ms;
      }
    }
  }

 private:
  struct alignas(64) Part {
    mutable std::mutex mutex;
    std::array<tsr_op_times, TSR_OP_LIMIT> times{};
  };
  static constexpr size_t kParts = 16;

  Part& own_part() {
    static std::atomic<size_t> threads{0};
    thread_local const size_t own = threads++ % kParts;
    return parts_[own];
  }

  std::array<Part, kParts> parts_;
};

/**
 * Runs `action` and notes in the log what it took and whether it failed; a cancel is no failure. Lets through what it throws.
 */
template <class Action>
void timed_run(OpLog& log, tsr_op op, const Action& action) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  const auto note = [&](bool failed) {
    log.add(op, std::chrono::duration<double, std::milli>(Clock::now() - begin).count(), failed);
  };
  try {
    action();
  } catch (const Failure& failure) {
    note(failure.status != TSR_CANCELLED);
    throw;
  } catch (...) {
    note(true);
    throw;
  }
  note(false);
}

}  // namespace tessera
