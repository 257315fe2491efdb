#pragma once

#include "tessera_backend.h"

namespace tessera::cuda {

/** Ascending (a, b). */
struct EarlierPair {
  bool operator()(const tsr_pair& x, const tsr_pair& y) const { return x.a != y.a ? x.a < y.a : x.b < y.b; }
};

/** Descending rho, ties by (a, b) ascending. */
struct LargerRho {
  bool operator()(const tsr_pair& x, const tsr_pair& y) const { return x.rho != y.rho ? x.rho > y.rho : EarlierPair()(x, y); }
};

}  // namespace tessera::cuda
