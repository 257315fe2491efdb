#pragma once

#include <cstdint>
#include <vector>

#include "tessera_backend.h"

namespace tessera::cuda {

/** The caller's matrix: one pointer per observation to N doubles. Borrowed. */
struct HostMatrix {
  std::vector<const double*> rows;
  uint64_t strategies = 0;

  uint32_t observations() const { return static_cast<uint32_t>(rows.size()); }

  /** Throws Failure{TSR_BAD_ARGUMENT} for an empty or a damaged matrix; `name` is for the text. */
  static HostMatrix from(const tsr_matrix& matrix, const char* name);
};

}  // namespace tessera::cuda
