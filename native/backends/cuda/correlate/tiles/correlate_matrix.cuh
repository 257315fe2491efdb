#pragma once

#include "backends/cuda/correlate/correlation_panel.h"

namespace tessera::cuda {

/** How cells may be missing, and the weights that are not part of the panels then: [observations] or null. */
struct MissingCells {
  bool any;
  const double* weight;
};

/** out[i * columns + j] = rho of position i of `rows` and position j of `columns`, device memory. Asynchronous. */
void correlate_matrix(const CorrelationPanel& rows, const CorrelationPanel& columns, uint32_t observations,
                      const MissingCells& missing, double* out, cudaStream_t stream);

}  // namespace tessera::cuda
