#pragma once

#include <cstdint>

#include "search/side.h"

namespace tessera::search::island {

/** Hands out the parts of one block of bytes, in order. Over no block it only counts. */
class Arena {
 public:
  TSR_SIDE explicit Arena(unsigned char* block) : block_(block) {}

  /** `count` values, aligned to 8 bytes. */
  template <class T>
  TSR_SIDE T* take(uint64_t count) {
    used_ = (used_ + 7) / 8 * 8;
    T* const part = block_ == nullptr ? nullptr : reinterpret_cast<T*>(block_ + used_);
    used_ += count * sizeof(T);
    return part;
  }
  TSR_SIDE uint64_t used() const { return (used_ + 7) / 8 * 8; }

 private:
  unsigned char* block_;
  uint64_t used_ = 0;
};

}  // namespace tessera::search::island
