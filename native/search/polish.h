#pragma once

#include <cstdint>

#include "search/evaluator.h"
#include "search/interrupt.h"
#include "search/screen.h"

namespace tessera::search {

/** Ruling a swap out by its bound costs about this fraction of scoring it; budgets count it so. */
inline constexpr std::uint64_t screened_per_evaluation = 64;

/**
 * Descends to a swap-local optimum: each step makes the best swap of the whole neighbourhood. With a Screen the
 * swaps are scored in the order of their bounds, as far as a bound still exceeds the best score; without one (other
 * objectives, infeasible chains, columns not in memory) every swap is scored, and the best replacement of each
 * member in turn is made.
 * Stops between steps after `budget` (the evaluator's `spent`) or on an interrupt. True when it is proven that
 * no allowed swap improves the chain any more.
 */
bool polish(Evaluator& evaluator, Screen& screen, Chain& chain, std::uint64_t budget,
                    const Interrupt& interrupt);

}  // namespace tessera::search
