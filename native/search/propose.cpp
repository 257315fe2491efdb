#include "search/propose.h"

#include "search/promising.h"

namespace tessera::search {

void propose(const Problem& problem, const Chain& chain, Stream& stream, std::size_t count, std::vector<Swap>& swaps) {
  swaps.clear();
  const auto candidates = static_cast<std::uint32_t>(problem.candidates.size());
  if (problem.free_slots() == 0 || candidates <= problem.free_slots()) return;
  constexpr std::size_t draws_per_swap = 16;
  for (std::size_t draw = 0; draw < draws_per_swap * count && swaps.size() < count; ++draw) {
    Swap swap;
    do {
      swap.out = chain.members[stream.below(problem.size)];
    } while (!problem.allowed[swap.out]);
    do {
      swap.in = draw_candidate(problem, stream);
    } while (chain.holds[swap.in]);
    if (groups_allow(problem, chain, swap)) swaps.push_back(swap);
  }
}

}  // namespace tessera::search
