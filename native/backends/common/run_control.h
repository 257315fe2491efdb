#pragma once

#include <atomic>
#include <cstdint>

#include "backends/common/failure.h"

namespace tessera {

/** View of an optional tsr_control; every access is relaxed atomic, from any thread. */
class RunControl {
 public:
  RunControl(tsr_control* control, uint64_t total) : control_(control) {
    if (control_ == nullptr) return;
    std::atomic_ref(control_->done).store(0, std::memory_order_relaxed);
    std::atomic_ref(control_->total).store(static_cast<int64_t>(total), std::memory_order_relaxed);
  }

  /** Throws Failure(TSR_CANCELLED) once the caller asked to stop. */
  void check() const {
    if (control_ != nullptr && std::atomic_ref(control_->cancel).load(std::memory_order_relaxed) != 0) {
      throw Failure{TSR_CANCELLED, "the run was cancelled"};
    }
  }

  void advance(uint64_t units) const {
    if (control_ == nullptr) return;
    std::atomic_ref(control_->done).fetch_add(static_cast<int64_t>(units), std::memory_order_relaxed);
  }

 private:
  tsr_control* control_;
};

}  // namespace tessera
