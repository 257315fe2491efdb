#pragma once

#include "search/island/order.h"
#include "search/island/state.h"
#include "search/island/work.h"

namespace tessera::search::island {

/** No strategy: a draw that must be repeated. */
inline constexpr uint32_t kNoStrategy = 0xFFFFFFFFu;

/**
 * The random candidate of two words: from the promising ones with the probability of the parameter, else from all. kNoStrategy
 * once in very many times, where a number would not be evenly drawn.
 */
TSR_SIDE uint32_t candidate_of(const Problem& problem, uint32_t choice, uint32_t word) {
  const bool promises = problem.promising_count > 0 && static_cast<double>(choice) * 0x1.0p-32 < problem.promising_share;
  const uint32_t count = promises ? problem.promising_count : problem.candidate_count;
  uint32_t place = 0;
  if (!bounded(word, count, place)) return kNoStrategy;
  return promises ? problem.promising[place] : problem.candidates[place];
}

/** A random candidate, taken from the stream one after the other. */
TSR_SIDE uint32_t random_candidate(const Problem& problem, Stream& stream) {
  while (true) {
    const uint32_t choice = stream.bits();
    const uint32_t strategy = candidate_of(problem, choice, stream.bits());
    if (strategy != kNoStrategy) return strategy;
  }
}

/** Puts a strategy into an ascending list, unless it is there. Returns the new length. */
TSR_SIDE uint32_t insert_member(uint32_t* list, uint32_t length, uint32_t strategy) {
  const uint32_t place = lower_place(list, length, strategy);
  if (place < length && list[place] == strategy) return length;
  for (uint32_t k = length; k > place; --k) list[k] = list[k - 1];
  list[place] = strategy;
  return length + 1;
}

/**
 * Fills an ascending list of `length` members up to a portfolio with random candidates. For searches without groups; one
 * thread, so that many portfolios can be drawn at the same time.
 */
TSR_SIDE void draw_portfolio(const Problem& problem, Stream& stream, uint32_t* list, uint32_t length) {
  while (length < problem.size) length = insert_member(list, length, random_candidate(problem, stream));
}

/**
 * Number that keys the stream of an island's k-th draw in a generation, apart from the island's own. Islands are at most 256.
 */
TSR_SIDE uint32_t draw_individual(uint32_t island, uint32_t k) { return island + 256u * (k + 1); }

/**
 * A random permutation of a scratch list, in place: sorted by random keys, so that many threads can make it. Uses
 * work.values[0] and the lists 3 and 4.
 */
template <class Team>
TSR_SIDE void shuffle(Team& team, uint32_t* list, uint32_t count) {
  double* const keys = team.work.values[0];
  uint32_t* const order = team.work.lists[3];
  uint32_t* const copy = team.work.lists[4];
  team.each(count, [&](uint32_t k) {
    keys[k] = static_cast<double>(team.stream.ahead(k / 4)[k % 4]);
    copy[k] = list[k];
  });
  team.rank(keys, count, order);
  team.each(count, [&](uint32_t k) { list[k] = copy[order[k]]; });
  team.once([&] { team.stream.skip((count + 3) / 4); });
}

}  // namespace tessera::search::island
