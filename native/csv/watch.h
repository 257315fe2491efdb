// Progress and cancellation through a tsr_control that another thread, or JavaScript, looks at.
#pragma once

#include <atomic>
#include <cstdint>

#include "tessera_backend.h"

namespace tessera::csv {

class Watch {
 public:
  /** nullptr = nobody watches. Units of done and total: bytes. */
  explicit Watch(tsr_control* control, uint64_t total) : control_(control) {
    if (control_ == nullptr) return;
    std::atomic_ref<int64_t>(control_->done).store(0, std::memory_order_relaxed);
    std::atomic_ref<int64_t>(control_->total).store(static_cast<int64_t>(total), std::memory_order_relaxed);
  }

  bool cancelled() const {
    return control_ != nullptr && std::atomic_ref<int32_t>(control_->cancel).load(std::memory_order_relaxed) != 0;
  }

  void add(uint64_t bytes) const {
    if (control_ == nullptr) return;
    std::atomic_ref<int64_t>(control_->done).fetch_add(static_cast<int64_t>(bytes), std::memory_order_relaxed);
  }

 private:
  tsr_control* control_;
};

}  // namespace tessera::csv
