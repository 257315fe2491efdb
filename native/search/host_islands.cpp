#include "search/host_islands.h"

#include "search/island/polish_best.h"
#include "search/island/run_island.h"

namespace tessera::search {

HostIslands::HostIslands(const Problem& problem, const tsr_search_problem& seen, unsigned threads, const Interrupt& interrupt)
    : Islands(seen), interrupt_(interrupt), pool_(threads) {
  for (uint32_t k = 0; k < seen.islands; ++k) {
    teams_.push_back(std::make_unique<HostTeam>(problem, seen, k, block(seen, k)));
  }
}

void HostIslands::run(const tsr_search_generation& generation) {
  pool_.run(teams_.size(), [&](size_t k) {
    HostTeam& team = *teams_[k];
    team.generation = generation;
    team.stream = island::stream_of(team.problem, generation.number, team.island);
    island::run_island(team);
  });
}

void HostIslands::polish(uint32_t count, uint64_t budget) {
  pool_.run(count, [&](size_t k) {
    teams_[k]->interrupt = interrupt_;
    island::polish_best(*teams_[k], budget);
    teams_[k]->interrupt = {};
  });
}

}  // namespace tessera::search
