#pragma once

#include <memory>

#include "believable/skill.h"
#include "search/believed/believed.h"
#include "search/interrupt.h"

namespace tessera::believable {

/** Rows and strategies under which no prior is estimated: theta is then t shrunk to its mean. */
constexpr uint32_t kFewestRows = 20;
constexpr uint32_t kFewestStrategies = 30;

/** Everything that the value of a portfolio needs of a table, and what stands behind it. [N] each unless said. */
struct Judgement {
  Moments moments;
  double mean_correlation;  // rbar
  ShrunkCorrelation rho;
  Families families;
  FamilyShrinkage shrinkage;
  std::vector<double> combined;  // u
  std::vector<double> error;     // se
  Prior prior;                   // empty where the table is too small for one
  std::vector<double> theta;     // the believable Sharpe ratio of each strategy, a row
  double reliability;            // R
  double exponent;               // g
  std::vector<double> weight;    // v
};

struct JudgeOptions {
  uint64_t seed = 1;                               // of the sampled columns and the shuffles
  const ShrunkCorrelation* correlation = nullptr;  // rho* to be used in place of the table's own
  const Families* families = nullptr;              // of these very rows under that rho*, where they are known
  PairPass pair_pass = pairs_here;                 // of a backend, or on the host
  FamilyPass family_pass = family_sums;            // of a backend, or pair by pair on the host
  PriorPass prior_pass = prior_here;               // of a backend, or on the host
  search::Interrupt interrupt{};                   // asked between steps
};

/**
 * Steps 1 to 5 of the definition (docs/objective.md). N >= 1, T >= 1; never NaN. Throws search::SearchError when interrupted.
 */
Judgement judge(const Table& table, const JudgeOptions& options, WorkerPool& pool);

/** What searches need to maximise S over all strategies. */
std::shared_ptr<const search::Believed> believed_of(const Table& table, const Judgement& judgement, WorkerPool& pool);

}  // namespace tessera::believable
