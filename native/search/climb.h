#pragma once

#include <cstdint>

#include "search/evaluator.h"
#include "search/stream.h"

namespace tessera::search {

/**
 * Stochastic hill climbing: batches of random swaps, the best of each batch is made when it improves. The batch
 * grows while nothing improves, so that early steps are cheap and late ones look far.
 * Spends at most `budget` evaluations and stops after `patience` in a row without improvement, counted from `idle`.
 * Returns the evaluations since the last improvement, `patience` when no swap is possible.
 */
std::uint64_t climb(Evaluator& evaluator, Chain& chain, Stream& stream, std::uint64_t budget, std::uint64_t patience,
                    std::uint64_t idle = 0);

}  // namespace tessera::search
