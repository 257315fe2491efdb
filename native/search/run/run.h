#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "search/algorithms/algorithm.h"
#include "search/interrupt.h"
#include "search/parameters.h"
#include "search/portfolio.h"
#include "search/problem.h"
#include "search/run/live.h"
#include "search/search.h"

namespace tessera::search {

/** One search from start or checkpoint to outcome. Throws SearchError; run_search is the border. */
class Run {
 public:
  Run(const Request& request, tsr_control* control);
  Outcome execute();

 private:
  /** States of Head::optimal in the final descent. */
  static constexpr uint32_t kProven = 1, kOutOfBudget = 2;

  /** When the clock ends a run that has been going for `before` seconds already. */
  static Interrupt::Clock::time_point deadline(const Request& request, Interrupt::Clock::time_point now, double before);
  void start();
  std::vector<uint32_t> ordered_start();
  bool goes_on(Stopped& stopped) const;
  void generation();
  void run_islands(uint64_t quota);
  void collect();
  /** False when the caller's wish or the clock ended it. */
  bool finish();
  bool descend(const std::vector<uint64_t>& ends);
  [[noreturn]] void refuse_dead_end() const;
  std::vector<uint8_t> save();
  void load(std::span<const uint8_t> bytes);
  uint64_t spent() const;
  double seconds() const;
  Progress progress() const;

  const Request& request_;
  Problem problem_;
  Parameters parameters_;
  tsr_control* control_;
  Interrupt::Clock::time_point began_;
  Interrupt interrupt_;
  std::unique_ptr<Algorithm> algorithm_;
  tsr_search_problem seen_{};  // the problem as the islands see it
  std::unique_ptr<Islands> islands_;
  std::vector<uint32_t> start_;  // members to start from, in the order in which they are taken
  uint64_t ordering_ = 0;        // portfolios scored for that order
  Archive archive_;
  Live live_;
  uint32_t generation_ = 0;
  uint32_t first_generation_ = 0;  // of this run; a pause comes after at least one more
  uint64_t quota_ = 0;             // evaluations of an island in a generation
  uint64_t last_progress_ = 0;     // spent at the last new best
  double seconds_before_ = 0;      // of the runs before the checkpoint
  bool swap_optimal_ = false;
};

}  // namespace tessera::search
