#pragma once

#include <cuda_runtime_api.h>

#include "backends/cuda/correlate/panels.h"
#include "backends/cuda/correlate/tiles/tile_work.h"

namespace tessera::cuda {

/**
 * Launches a tile kernel on the current device, asynchronously. Dense tiles have DenseShape and no missing cell; pairwise
 * ones have PairwiseShape, and NaN in their panels is a missing cell. Throws Failure when the launch is refused.
 */
void correlate_dense(const TileWork& work, const TileSinks& sinks, cudaStream_t stream);
void correlate_pairwise(const TileWork& work, const TileSinks& sinks, cudaStream_t stream);
/** Dense tiles in single precision; settle_suspects must follow before the list of suspects is cleared. */
void correlate_single(const TileWork& work, const TileSinks& sinks, cudaStream_t stream);
void settle_suspects(const TileWork& work, const TileSinks& sinks, uint32_t multiprocessors, cudaStream_t stream);

/** How cells may be missing, and the weights that are not part of the panels then: [observations] or null. */
struct MissingCells {
  bool any;
  const double* weight;
};

/** out[i * columns + j] = rho of position i of `rows` and position j of `columns`, device memory. Asynchronous. */
void correlate_matrix(const CorrelationPanel& rows, const CorrelationPanel& columns, uint32_t observations,
                      const MissingCells& missing, double* out, cudaStream_t stream);

}  // namespace tessera::cuda
