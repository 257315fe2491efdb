#include "backends/cpu/metrics/select_smallest.h"

#include <algorithm>

namespace tessera::cpu {

void select_smallest(double* values, uint32_t n, uint32_t count) {
  if (count < n) std::nth_element(values, values + count, values + n);
  std::sort(values, values + count);
}

}  // namespace tessera::cpu
