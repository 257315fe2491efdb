#include "search/host_islands.h"

#include "search/island/polish_best.h"
#include "search/island/run_island.h"

namespace tessera::search {

namespace {

void run_one(HostTeam& team) {
  switch (island::algorithm_of(team.problem)) {
    case AlgorithmId::genetic: return island::run_island<AlgorithmId::genetic>(team);
    case AlgorithmId::particle_swarm: return island::run_island<AlgorithmId::particle_swarm>(team);
    case AlgorithmId::simulated_annealing: return island::run_island<AlgorithmId::simulated_annealing>(team);
    case AlgorithmId::differential_evolution: return island::run_island<AlgorithmId::differential_evolution>(team);
    case AlgorithmId::ant_colony: return island::run_island<AlgorithmId::ant_colony>(team);
    case AlgorithmId::hill_climbing: return island::run_island<AlgorithmId::hill_climbing>(team);
    case AlgorithmId::bayesian: return island::run_island<AlgorithmId::bayesian>(team);
    case AlgorithmId::random_search: return island::run_island<AlgorithmId::random_search>(team);
  }
}

}  // namespace

HostIslands::HostIslands(const Problem& problem, const tsr_search_problem& seen, unsigned threads,
                         const Interrupt& interrupt)
    : Islands(seen), interrupt_(interrupt), pool_(threads) {
  for (std::uint32_t k = 0; k < seen.islands; ++k) {
    teams_.push_back(std::make_unique<HostTeam>(problem, seen, k, block(seen, k)));
  }
}

void HostIslands::run(const tsr_search_generation& generation) {
  pool_.run(teams_.size(), [&](std::size_t k) {
    HostTeam& team = *teams_[k];
    team.generation = generation;
    team.stream = island::stream_of(team.problem, generation.number, team.island);
    run_one(team);
  });
}

void HostIslands::polish(std::uint32_t count, std::uint64_t budget) {
  pool_.run(count, [&](std::size_t k) {
    teams_[k]->interrupt = interrupt_;
    island::polish_best(*teams_[k], budget);
    teams_[k]->interrupt = {};
  });
}

}  // namespace tessera::search
