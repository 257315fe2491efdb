#pragma once

#include "backends/cuda/correlation_panel.h"

namespace tessera::cuda {

/** out[i * columns + j] = rho of position i of `rows` and position j of `columns`, device memory. Asynchronous. */
void correlate_matrix(const CorrelationPanel& rows, const CorrelationPanel& columns, uint32_t observations,
                      bool may_miss, double* out, cudaStream_t stream);

}  // namespace tessera::cuda
