#pragma once

#include <cstdint>

#include "formulas/family_cell.h"

namespace tessera::cuda {

/** Rows made of a session's, see tsr_derived_family_sums_params; device memory. Without rows they are as they are. */
struct DerivedRows {
  const uint32_t* rows;
  const int8_t* signs;
  const double *centre, *added;
};

#ifdef __CUDACC__

/** Cell t of the table that is asked about, of a strategy whose column this is. */
__device__ __forceinline__ double cell_of(const double* column, uint32_t t, uint64_t strategy, const DerivedRows& derived) {
  if (derived.rows == nullptr) return column[t];
  double x = formulas::present_cell(column[derived.rows[t]]);
  if (derived.centre != nullptr) x = x - derived.centre[strategy];
  if (derived.signs != nullptr && derived.signs[t] < 0) x = -x;
  if (derived.added != nullptr) x = x + derived.added[strategy];
  return x;
}

#endif

}  // namespace tessera::cuda
