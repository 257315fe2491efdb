#pragma once

#include "backends/cuda/metrics/strategy_pass.h"
#include "backends/cuda/session/columns.h"
#include "formulas/series/series_rule.h"

namespace tessera::cuda {

struct MetricsWork {
  CellsView cells;
  const uint32_t* rows;  // [count] rows of `cells`, null = the first `count`
  uint64_t count;
  formulas::SeriesRule rule;
  const uint32_t* metrics;  // [metric_count]
  uint32_t metric_count;
  bool tails, drawdown_tail;  // which tails are wanted beyond sums and moments
  double* scratch;            // metric_scratch_doubles
  double* out;                // [metric_count][count]
};

/** Doubles of scratch that so many strategies need. */
uint64_t metric_scratch_doubles(uint32_t observations, uint64_t strategies);

/** Launch on the current device, asynchronously. Throws Failure when refused. */
void measure_metrics(const MetricsWork& work, cudaStream_t stream);

/** What is asked of every strategy, device memory. */
struct GroupsWork {
  const double* weights;       // [observations]
  const uint32_t* rows;        // observations sorted by group
  const uint32_t* begins;      // [groups + 1] into rows
  const uint32_t* statistics;  // [statistic_count]
  uint32_t groups, statistic_count;
  bool peak_from_zero;
};

/** out[statistic][group][count]. Launch on the current device, asynchronously. Throws Failure when refused. */
void measure_groups(const GroupsWork& work, const StrategyBatch& batch);

/** out[tsr_inversion_figure][count]. Launch on the current device, asynchronously. Throws Failure when refused. */
void find_inversions(const StrategyBatch& batch);

}  // namespace tessera::cuda
