#include "backends/common/check_arguments.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/search/block_scratch.h"
#include "backends/cuda/search/island_search.h"

namespace tessera::cuda {

namespace {

void open(tsr_session& session, tsr_search_islands_params& p) {
  require(p.problem != nullptr && p.problem->struct_size == sizeof(tsr_search_problem), "search_islands: problem");
  const tsr_search_problem& problem = *p.problem;
  require(problem.strategies == session.strategies() && problem.observations == session.observations() &&
              problem.correlation_observations == session.correlation_observations(),
          "search_islands: the problem is of another table");
  require(problem.islands >= 1 && problem.size >= 1, "search_islands: no islands or no members");
  require(p.state_bytes == island::state_bytes(problem) && p.head_bytes == island::head_bytes(problem),
          "search_islands: the layout of states is another one");
  require_objective(problem.objective);
  p.search = new IslandSearch(session, problem, p.state_bytes);
}

}  // namespace

void run_search_islands(tsr_session& session, tsr_search_islands_params& p) {
  require(p.struct_size >= sizeof p, "search_islands: struct_size");
  if (p.action == TSR_SEARCH_OPEN) return open(session, p);
  auto* const search = static_cast<IslandSearch*>(p.search);
  require(search != nullptr, "search_islands: no search");
  auto* const states = static_cast<std::byte*>(p.states);
  switch (p.action) {
    case TSR_SEARCH_STEP: return search->step(*p.generation, states, p.head_bytes);
    case TSR_SEARCH_POLISH: return search->polish(p.polish_count, p.polish_budget, states, p.head_bytes);
    case TSR_SEARCH_READ: return search->read(states);
    case TSR_SEARCH_WRITE: return search->write(states);
    case TSR_SEARCH_CLOSE: delete search; return;
    default: throw Failure{TSR_BAD_ARGUMENT, "search_islands: action"};
  }
}

}  // namespace tessera::cuda
