#include "search/island_count.h"

#include <algorithm>

namespace tessera::search {

uint32_t island_count(const Problem& problem, const Parameters& parameters) {
  const uint32_t asked = parameters.count("islands");
  if (asked > 0) return asked;
  const uint64_t fed = problem.max_evaluations / std::max<uint64_t>(1, problem.neighbourhood());
  return static_cast<uint32_t>(std::clamp<uint64_t>(fed, 2, 8));
}

}  // namespace tessera::search
