#include "backends/cuda/session/host_matrix.h"

#include <algorithm>
#include <string>

#include "backends/common/failure.h"

namespace tessera::cuda {

HostMatrix HostMatrix::from(const tsr_matrix& matrix, const char* name) {
  if (matrix.observations == 0 || matrix.strategies == 0 || matrix.rows == nullptr) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " has no rows or no strategies"};
  }
  // Device code counts positions and observations in 32 bits.
  if (matrix.observations > UINT32_MAX / 4 || matrix.strategies > UINT32_MAX / 4) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " is too large"};
  }
  HostMatrix result{{matrix.rows, matrix.rows + matrix.observations}, matrix.strategies};
  if (std::ranges::count(result.rows, nullptr) > 0) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " has a null row"};
  }
  return result;
}

}  // namespace tessera::cuda
