#pragma once

#include "backends/cuda/session/column_block.h"
#include "formulas/series_rule.h"

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

}  // namespace tessera::cuda
