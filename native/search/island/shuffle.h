#pragma once

#include "search/island/work.h"

namespace tessera::search::island {

/**
 * A random permutation of a scratch list, in place: sorted by random keys, so that many threads can make it. Uses work.values[0] and
 * the lists 3 and 4.
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
