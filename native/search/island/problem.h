#pragma once

#include "search/algorithm_id.h"
#include "search/side.h"
#include "search/stream.h"
#include "tessera_backend.h"

namespace tessera::search::island {

/** What an island knows of its search; see tessera_backend_search.h. */
using Problem = tsr_search_problem;
/** What it knows of the generation. */
using Generation = tsr_search_generation;

TSR_SIDE AlgorithmId algorithm_of(const Problem& problem) { return static_cast<AlgorithmId>(problem.algorithm); }

/** Members that a swap may replace. */
TSR_SIDE uint32_t free_slots(const Problem& problem) { return problem.size - problem.fixed_count; }

/** Single swaps of one portfolio. */
TSR_SIDE uint64_t neighbourhood(const Problem& problem) { return uint64_t{free_slots(problem)} * problem.candidate_count; }

/** Whether there is more than one portfolio to choose. */
TSR_SIDE bool has_choice(const Problem& problem) {
  return free_slots(problem) > 0 && problem.candidate_count > free_slots(problem);
}

TSR_SIDE Stream stream_of(const Problem& problem, uint32_t generation, uint32_t individual) {
  return Stream({problem.seed, problem.algorithm, problem.size, generation, individual});
}

}  // namespace tessera::search::island
