#include "search/islands.h"

#include "search/search_error.h"

namespace tessera::search {

DeviceIslands::DeviceIslands(const Problem& problem, const tsr_search_problem& seen, const tsr_control* control)
    : Islands(seen), problem_(problem) {
  params_.struct_size = sizeof params_;
  params_.problem = &seen;
  params_.states = blocks_.data();
  params_.state_bytes = island::state_bytes(seen);
  params_.head_bytes = island::head_bytes(seen);
  params_.control = control;
}

std::unique_ptr<Islands> DeviceIslands::open(const Problem& problem, const tsr_search_problem& seen,
                                             const tsr_control* control) {
  // The limit on pairs and the believable Sharpe ratio want every pair of members, which only the host looks at.
  if (problem.limits_pairs() || problem.believed || !problem.backend->supports(TSR_OP_SEARCH_ISLANDS)) return nullptr;
  std::unique_ptr<DeviceIslands> islands(new DeviceIslands(problem, seen, control));
  const tsr_status status = islands->call(TSR_SEARCH_OPEN);
  if (status == TSR_UNSUPPORTED || status == TSR_OUT_OF_DEVICE_MEMORY) return nullptr;
  if (status != TSR_OK) throw SearchError(status, problem.backend->last_error(problem.session));
  return islands;
}

DeviceIslands::~DeviceIslands() {
  if (params_.search != nullptr) call(TSR_SEARCH_CLOSE);
}

tsr_status DeviceIslands::call(tsr_search_action action) {
  params_.action = action;
  return problem_.backend->run(problem_.session, TSR_OP_SEARCH_ISLANDS, &params_);
}

void DeviceIslands::must(tsr_search_action action) {
  const tsr_status status = call(action);
  if (status != TSR_OK) throw SearchError(status, problem_.backend->last_error(problem_.session));
}

void DeviceIslands::run(const tsr_search_generation& generation) {
  params_.generation = &generation;
  must(TSR_SEARCH_STEP);
}

void DeviceIslands::polish(uint32_t count, uint64_t budget) {
  params_.polish_count = count;
  params_.polish_budget = budget;
  must(TSR_SEARCH_POLISH);
}

void DeviceIslands::fetch() { must(TSR_SEARCH_READ); }
void DeviceIslands::store() { must(TSR_SEARCH_WRITE); }

}  // namespace tessera::search
