#include "search/island_count.h"

#include <algorithm>

namespace tessera::search {

std::uint32_t island_count(const Problem& problem, const Parameters& parameters) {
  const std::uint32_t asked = parameters.count("islands");
  if (asked > 0) return asked;
  const std::uint64_t fed = problem.max_evaluations / std::max<std::uint64_t>(1, problem.neighbourhood());
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(fed, 2, 8));
}

}  // namespace tessera::search
