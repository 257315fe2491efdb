#pragma once

#include <atomic>
#include <chrono>

#include "search/search_error.h"
#include "tessera_backend.h"

namespace tessera::search {

/** When a run must stop: the caller's cancel flag, or a point in time. May be asked from any thread. */
class Interrupt {
 public:
  using Clock = std::chrono::steady_clock;

  Interrupt() = default;
  explicit Interrupt(tsr_control* control, Clock::time_point deadline = Clock::time_point::max())
      : control_(control), deadline_(deadline) {}

  bool cancelled() const { return control_ && std::atomic_ref(control_->cancel).load(std::memory_order_relaxed) != 0; }
  bool late() const { return deadline_ != Clock::time_point::max() && Clock::now() >= deadline_; }
  bool requested() const { return cancelled() || late(); }
  /** Between the steps of work that gives no half result. Throws SearchError. */
  void stop_if_requested() const {
    if (requested()) throw SearchError(TSR_CANCELLED, "cancelled");
  }

 private:
  tsr_control* control_ = nullptr;
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace tessera::search
