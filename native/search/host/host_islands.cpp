#include "search/host/host_islands.h"

#include "search/host/host_team.h"
#include "search/island/polish.h"
#include "search/island/run_island.h"

namespace tessera::search {

HostTeam::HostTeam(const Problem& host_problem, const tsr_search_problem& seen, uint32_t number, unsigned char* block)
    : problem(seen),
      island(number),
      scratch_(island::work_bytes(seen)),
      evaluator_(host_problem, reinterpret_cast<island::Head*>(block)),
      screen_(host_problem) {
  island::Arena lasting(block), scratch(scratch_.data());
  state = island::make_state(lasting, seen);
  work = island::make_work(scratch, seen);
}

island::Scan HostTeam::screen_scan(double threshold) {
  const bool complete = screen_.scan(work.chain, threshold, island::kScreenedLimit, found_);
  std::copy(found_.begin(), found_.end(), work.screened);
  return {static_cast<uint32_t>(found_.size()), complete};
}

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
    team.screen_reset();  // sums over windows of all strategies, of many islands more than a machine may have
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
