#pragma once

#include <cstdint>

#include "search/parameters.h"
#include "search/problem.h"

namespace tessera::search {

/** A hash over what decides a run: a checkpoint of another request must not be taken up. */
uint64_t run_key(const Problem& problem, const Parameters& parameters);

}  // namespace tessera::search
