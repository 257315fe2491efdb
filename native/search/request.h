#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "search/algorithm_id.h"
#include "search/columns.h"
#include "search/grouping.h"
#include "tessera_backend.h"

namespace tessera::search {

/** One search: one algorithm, one portfolio size. Everything here but `threads` and `live` decides the result. */
struct Request {
  const tsr_backend* backend = nullptr;   // borrowed
  tsr_session* session = nullptr;         // borrowed, open for the whole run
  uint32_t observations = 0;              // T
  uint32_t correlation_observations = 0;  // Tc, = T unless the session has a correlation source
  uint32_t strategies = 0;                // N
  /** Columns of the session, loaded by the run when absent; hand them over to spare many runs the loading. */
  std::shared_ptr<const Columns> columns;

  AlgorithmId algorithm = AlgorithmId::simulated_annealing;
  uint32_t size = 0;  // n
  uint64_t seed = 0;
  tsr_objective objective{};

  uint64_t max_evaluations = 0;
  double max_seconds = 0;          // 0 = no limit; a run that the clock ends is not reproducible
  uint64_t stagnation = 0;         // evaluations without improvement, 0 = never stop for it
  double pause_after_seconds = 0;  // 0 = never; leave with a checkpoint at the next generation after this
  unsigned threads = 1;

  std::vector<uint32_t> candidates;    // ascending; empty = all strategies
  std::vector<uint32_t> must_include;  // need not be candidates
  std::vector<Grouping> groupings;
  double max_pair_correlation = 1;  // 1 = no limit
  double max_drawdown = 0;          // currency, 0 = no limit
  /** A portfolio to start from, of any size; members that may not be chosen are left out. */
  std::vector<uint32_t> start;
  std::map<std::string, double> parameters;
  /** Bytes of an earlier outcome of the same request; empty = from the beginning. */
  std::span<const uint8_t> checkpoint;
  /** Written while the run goes on, read by others at any time; see live.h. */
  std::span<double> live;
};

}  // namespace tessera::search
