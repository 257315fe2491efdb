#pragma once

#include <cstdint>

#include "search/side.h"

namespace tessera::search {

/** Value of a portfolio. Feasibility comes first: any smaller violation beats any fitness. */
struct Score {
  double violation;  // 0 = feasible; sum of the excesses over the limits, see host/evaluator.h
  double fitness;    // higher is better
};

/** NaN fitness is worse than every number. */
TSR_SIDE bool better(const Score& a, const Score& b) {
  if (a.violation != b.violation) return a.violation < b.violation;
  return a.fitness > b.fitness || (b.fitness != b.fitness && a.fitness == a.fitness);
}

/**
 * Better by more than rounding. Copies of a column make swaps that change nothing but the last bit; a search that
 * took them for progress would walk among them for ever.
 */
TSR_SIDE bool improves(const Score& a, const Score& b) {
  if (a.violation != b.violation) return a.violation < b.violation;
  const double size = b.fitness < 0 ? -b.fitness : b.fitness;
  return better(a, b) && !(a.fitness <= b.fitness + 1e-12 * size);
}

/** Replace member `out` by strategy `in`. */
struct Swap {
  uint32_t out;
  uint32_t in;
};

}  // namespace tessera::search
