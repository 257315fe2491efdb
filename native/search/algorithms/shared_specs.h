#pragma once

#include "search/parameters.h"

namespace tessera::search {

/** Entries that several algorithms have in their lists of parameters. */
inline constexpr ParameterSpec population_spec = {"population", 16, 4, 4096, "portfolios of an island"};
inline constexpr ParameterSpec learning_spec = {"learning", 512, 0, 1e9,
                                                "evaluations of the climb that improves each new portfolio"};

}  // namespace tessera::search
