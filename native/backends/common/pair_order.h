#pragma once

#include "tessera_backend.h"

namespace tessera {

/** Ascending (a, b). */
struct EarlierPair {
  bool operator()(const tsr_pair& x, const tsr_pair& y) const { return x.a != y.a ? x.a < y.a : x.b < y.b; }
};

/** Larger rho first; equal ones by (a, b), so that the order is total and the same on any number of threads. */
struct LargerRho {
  bool operator()(const tsr_pair& x, const tsr_pair& y) const { return x.rho != y.rho ? x.rho > y.rho : EarlierPair()(x, y); }
};

}  // namespace tessera
