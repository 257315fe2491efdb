#pragma once

#include "search/island/order.h"
#include "search/island/random_candidate.h"

namespace tessera::search::island {

/** Puts a strategy into an ascending list, unless it is there. Returns the new length. */
TSR_SIDE std::uint32_t insert_member(std::uint32_t* list, std::uint32_t length, std::uint32_t strategy) {
  const std::uint32_t place = lower_place(list, length, strategy);
  if (place < length && list[place] == strategy) return length;
  for (std::uint32_t k = length; k > place; --k) list[k] = list[k - 1];
  list[place] = strategy;
  return length + 1;
}

/**
 * Fills an ascending list of `length` members up to a portfolio with random candidates. For searches without groups; one thread, so
 * that many portfolios can be drawn at the same time.
 */
TSR_SIDE void draw_portfolio(const Problem& problem, Stream& stream, std::uint32_t* list, std::uint32_t length) {
  while (length < problem.size) length = insert_member(list, length, random_candidate(problem, stream));
}

/** Number that keys the stream of an island's k-th draw in a generation, apart from the island's own. Islands are at most 256. */
TSR_SIDE std::uint32_t draw_individual(std::uint32_t island, std::uint32_t k) { return island + 256u * (k + 1); }

}  // namespace tessera::search::island
