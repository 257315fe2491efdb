#pragma once

#include <chrono>

#include "backends/common/failure.h"
#include "backends/common/op_log.h"

namespace tessera {

/** Runs `action` and notes in the log what it took and whether it failed; a cancel is no failure. Lets through what it throws. */
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
