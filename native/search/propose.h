#pragma once

#include <vector>

#include "search/chain.h"
#include "search/stream.h"

namespace tessera::search {

/**
 * Fills `swaps` with random swaps that the groups allow, each drawn independently (repeats are possible).
 * Fewer than `count` come back when the bounds leave hardly any; none when no candidate is outside.
 */
void propose(const Problem& problem, const Chain& chain, Stream& stream, std::size_t count, std::vector<Swap>& swaps);

}  // namespace tessera::search
