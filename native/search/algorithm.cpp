#include "search/algorithm.h"

namespace tessera::search {

/** The mean of what the islands note. */
double Algorithm::spread(const Islands& islands) const {
  double sum = 0;
  for (const auto& state : islands.states()) sum += state.head->spread;
  return sum / static_cast<double>(islands.states().size());
}

}  // namespace tessera::search
