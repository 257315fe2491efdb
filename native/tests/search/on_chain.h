#pragma once

#include <span>
#include <vector>

#include "search/host/host_team.h"
#include "search/island/construct.h"

namespace tessera::test {

/** A team on the host at a random portfolio, scored. */
class OnChain {
 public:
  OnChain(const search::Problem& problem, uint32_t generation)
      : seen_(problem.view()), block_(search::island::state_bytes(seen_)), team(problem, seen_, 0, block_.data()) {
    team.stream = search::island::stream_of(seen_, generation, 0);
    search::island::construct(team, nullptr, 0);
    team.refresh();
  }

  const search::Score& score() const { return team.work.chain.score; }

  std::vector<search::Swap> all_swaps() const {
    std::vector<search::Swap> swaps;
    const auto& chain = team.work.chain;
    for (uint32_t k = 0; k < seen_.size; ++k) {
      for (uint32_t c = 0; c < seen_.candidate_count; ++c) {
        const auto in = seen_.candidates[c];
        if (!chain.holds[in]) swaps.push_back({chain.members[k], in});
      }
    }
    return swaps;
  }

  std::vector<search::Score> scores_of(const std::vector<search::Swap>& swaps) {
    std::vector<search::Score> scores(swaps.size());
    const search::Swap* next = swaps.data();
    for (size_t first = 0; first < swaps.size(); first += search::island::kBatchLimit) {
      const auto count = std::min<size_t>(search::island::kBatchLimit, swaps.size() - first);
      std::copy_n(next + first, count, team.work.swaps);
      team.score_swaps(static_cast<uint32_t>(count), -HUGE_VAL);
      std::copy_n(team.work.scores, count, scores.data() + first);
    }
    return scores;
  }

 private:
  tsr_search_problem seen_;
  std::vector<unsigned char> block_;

 public:
  search::HostTeam team;
};

}  // namespace tessera::test
