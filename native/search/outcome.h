#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tessera_backend.h"

namespace tessera::search {

enum class Stopped { budget, seconds, stagnation, converged, cancelled, paused };
inline constexpr const char* stopped_names[] = {"budget", "seconds", "stagnation", "converged", "cancelled", "paused"};

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

}  // namespace tessera::search
