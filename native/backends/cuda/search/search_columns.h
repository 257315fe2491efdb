#pragma once

#include "backends/cuda/session/column_scale.h"

namespace tessera::cuda {

/** Pointers of a SearchMatrix to fill; prefix and unit may be null. */
struct SearchColumns {
  CellsView pnl, source;
  const Scale* scale;
  double* standardised;  // [N][standardised_pitch]
  uint64_t standardised_pitch;
  uint8_t* varying;  // [N]
  double* prefix;    // [T][N]
  float* unit;       // [Tc][N]
};

/** Asynchronous. */
void fill_search_columns(const SearchColumns& columns, cudaStream_t stream);

}  // namespace tessera::cuda
