#pragma once

#include "search/island/order.h"
#include "search/island/random_candidate.h"

namespace tessera::search::island {

/** Puts a strategy into an ascending list, unless it is there. Returns the new length. */
TSR_SIDE uint32_t insert_member(uint32_t* list, uint32_t length, uint32_t strategy) {
  const uint32_t place = lower_place(list, length, strategy);
  if (place < length && list[place] == strategy) return length;
  for (uint32_t k = length; k > place; --k) list[k] = list[k - 1];
  list[place] = strategy;
  return length + 1;
}

/**
 * Fills an ascending list of `length` members up to a portfolio with random candidates. For searches without groups; one thread, so
 * that many portfolios can be drawn at the same time.
 */
TSR_SIDE void draw_portfolio(const Problem& problem, Stream& stream, uint32_t* list, uint32_t length) {
  while (length < problem.size) length = insert_member(list, length, random_candidate(problem, stream));
}

/** Number that keys the stream of an island's k-th draw in a generation, apart from the island's own. Islands are at most 256. */
TSR_SIDE uint32_t draw_individual(uint32_t island, uint32_t k) { return island + 256u * (k + 1); }

}  // namespace tessera::search::island
