#include "search/climb.h"

#include <algorithm>

#include "search/propose.h"

namespace tessera::search {

std::uint64_t climb(Evaluator& evaluator, Chain& chain, Stream& stream, std::uint64_t budget, std::uint64_t patience,
                    std::uint64_t idle) {
  constexpr std::uint64_t smallest = 16, largest = 256;
  std::vector<Swap> swaps;
  std::vector<Score> scores;
  std::uint64_t batch = idle > 0 ? largest : smallest;
  while (budget > 0 && idle < patience) {
    propose(evaluator.problem(), chain, stream, std::min(batch, budget), swaps);
    if (swaps.empty()) return patience;
    scores.resize(swaps.size());
    evaluator.score_swaps(chain, swaps, scores, chain.score.fitness);
    budget -= swaps.size();
    std::size_t best = 0;
    for (std::size_t k = 1; k < swaps.size(); ++k) {
      if (better(scores[k], scores[best])) best = k;
    }
    if (improves(scores[best], chain.score)) {
      evaluator.apply(chain, swaps[best], scores[best]);
      batch = std::max(smallest, batch / 2);
      idle = 0;
    } else {
      batch = std::min(largest, batch * 2);
      idle += swaps.size();
    }
  }
  return idle;
}

}  // namespace tessera::search
