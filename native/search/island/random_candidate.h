#pragma once

#include "search/island/problem.h"

namespace tessera::search::island {

/** No strategy: a draw that must be repeated. */
inline constexpr uint32_t no_strategy = 0xFFFFFFFFu;

/**
 * The random candidate of two words: from the promising ones with the probability of the parameter, else from all. no_strategy
 * once in very many times, where a number would not be evenly drawn.
 */
TSR_SIDE uint32_t candidate_of(const Problem& problem, uint32_t choice, uint32_t word) {
  const bool promises = problem.promising_count > 0 && static_cast<double>(choice) * 0x1.0p-32 < problem.promising_share;
  const uint32_t count = promises ? problem.promising_count : problem.candidate_count;
  uint32_t place = 0;
  if (!bounded(word, count, place)) return no_strategy;
  return promises ? problem.promising[place] : problem.candidates[place];
}

/** A random candidate, taken from the stream one after the other. */
TSR_SIDE uint32_t random_candidate(const Problem& problem, Stream& stream) {
  while (true) {
    const uint32_t choice = stream.bits();
    const uint32_t strategy = candidate_of(problem, choice, stream.bits());
    if (strategy != no_strategy) return strategy;
  }
}

}  // namespace tessera::search::island
