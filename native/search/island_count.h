#pragma once

#include <cstdint>

#include "search/parameters.h"
#include "search/problem.h"

namespace tessera::search {

/**
 * Number of islands: the parameter, or, when that is 0, as many as the budget can feed (one for each full
 * neighbourhood in it), 2 to 8. Depends on the request alone and never on the machine.
 */
uint32_t island_count(const Problem& problem, const Parameters& parameters);

/** The parameter's entry in a list of specs. */
inline constexpr ParameterSpec island_spec = {"islands", 0, 0, 256,
                                              "independent populations or chains; 0 = fitted to the budget, 2 to 8"};

}  // namespace tessera::search
