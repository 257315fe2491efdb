#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "search/algorithms.h"
#include "search/believed/believed.h"
#include "search/columns.h"
#include "tessera_backend.h"

namespace tessera::search {

/** Strategies that belong to no group of a grouping. */
inline constexpr uint32_t kNoGroup = TSR_NO_GROUP;

/** One way to sort the strategies into groups (family, underlying, entry window, file) with bounds per group. */
struct Grouping {
  std::vector<uint32_t> group_of;  // [N]
  std::vector<uint32_t> minimum;   // [groups] members wanted at least
  std::vector<uint32_t> maximum;   // [groups] members allowed at most
  /** Balance of the replaced system: fitness - balance_weight * sum over groups of |count - desired|. */
  std::vector<double> desired;  // [groups], empty = no balance term
  double balance_weight = 0;
};

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
  /** The believable Sharpe ratio is maximised in place of `objective`, of which the drawdown's peak alone then counts. */
  std::shared_ptr<const Believed> believed;

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
  /** No search: `start` alone is made a portfolio of the size and descends to a swap-local optimum, within the budget. */
  bool descent = false;
  std::map<std::string, double> parameters;
  /** Bytes of an earlier outcome of the same request; empty = from the beginning. */
  std::span<const uint8_t> checkpoint;
  /** Written while the run goes on, read by others at any time; see run/live.h. */
  std::span<double> live;
};

enum class Stopped { budget, seconds, stagnation, converged, cancelled, paused };
inline constexpr const char* kStoppedNames[] = {"budget", "seconds", "stagnation", "converged", "cancelled", "paused"};

/** What came of a search. With a status other than TSR_OK only `message` counts. */
struct Outcome {
  tsr_status status = TSR_OK;
  std::string message;

  std::vector<uint32_t> members;  // ascending
  double fitness = 0;             // canonical: score_portfolios on the ascending members, plus balance terms
  double violation = 0;           // 0 = every limit holds
  bool swap_optimal = false;      // proven: no single allowed swap improves it
  uint64_t evaluations = 0;       // swaps and portfolios scored by the backend
  uint64_t screened = 0;          // swaps ruled out by a proven bound without scoring
  uint32_t generations = 0;
  double seconds = 0;
  Stopped stopped = Stopped::budget;
  bool reproducible = true;         // false when the clock decided
  std::vector<uint8_t> checkpoint;  // to go on from, when cancelled, paused or out of seconds
};

/**
 * Runs one search to its end, its budget or a cancel. Blocking; makes its own threads. Never throws: what goes
 * wrong is Outcome::status and Outcome::message.
 * `control` (optional) is read for cancel and written with evaluations done and allowed.
 */
Outcome run_search(const Request& request, tsr_control* control);

}  // namespace tessera::search
