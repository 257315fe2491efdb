#include "search/host_team.h"

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
  const bool complete = screen_.scan(work.chain, threshold, island::screened_limit, found_);
  std::copy(found_.begin(), found_.end(), work.screened);
  return {static_cast<uint32_t>(found_.size()), complete};
}

}  // namespace tessera::search
