#pragma once

#include <cstddef>
#include <cstdint>

#include "backends/cpu/device/instruction_set.h"
#include "formulas/groups/group_sums.h"
#include "formulas/series/series_rule.h"
#include "formulas/series/series_summary.h"

namespace tessera::cpu {

/** Columns side by side, [observations][width], width a multiple of 8, missing = NaN, in the unit of the series. */
struct MetricPanel {
  const double* cells;
  uint32_t observations;
  uint32_t width;
};

/** What is wanted. */
struct MetricNeeds {
  bool plain;   // nothing but sums, extremes, the largest drawdown, the second moment, and what `counts` says
  bool counts;  // wins, losses, zeros
  bool tails;   // quantiles and tail means
  bool drawdown_tail;
};

/** The rows of one group of observations in time order, and a weight for each of the panel's rows. */
struct GroupRows {
  const uint32_t* rows;
  uint32_t count;
  const double* weights;
  bool peak_from_zero;
};

/** Metrics for one instruction set. No contraction: every set gives the same bits. Thread-safe, allocates nothing. */
struct MetricKernels {
  uint32_t lanes;
  /**
   * Summaries of columns first .. first + lanes of the panel. scratch: metric_scratch_doubles, aligned to 64 bytes.
   */
  void (*summarise)(const MetricPanel& panel, uint32_t first, const formulas::SeriesRule& rule, const MetricNeeds& needs,
                    formulas::SeriesSummary<double>* out, double* scratch);
  /** Copies columns begin .. begin + width of the rows into a panel; width a multiple of 8 that the rows have. */
  void (*fill_panel)(const double* const* rows, uint32_t observations, uint64_t begin, uint32_t width, double* panel);
  /** What columns first .. first + lanes of the panel have in one group. */
  void (*sum_group)(const MetricPanel& panel, uint32_t first, const GroupRows& group, formulas::GroupSums<double>* out);
  /** Figures of columns first .. first + lanes: out[figure * lanes + lane]. */
  void (*find_inversions)(const MetricPanel& panel, uint32_t first, double* out);
};

/**
 * Reorders values so that the `count` smallest of n come first, ascending; count <= n. For the kernels, but compiled once:
 * templates of the standard library must not be instantiated in the files of an instruction set.
 */
void select_smallest(double* values, uint32_t n, uint32_t count);

/** Rows of a lane that may be looked at for a tail of `capacity`, and one more. */
constexpr uint32_t tail_candidates(uint32_t capacity) { return 3 * capacity + 64; }

/** Drawdowns, a tail and its candidates of every lane, and one lane's rows. */
inline size_t metric_scratch_doubles(uint32_t observations, uint32_t lanes) {
  const uint32_t tail = observations / 20 + 3;
  return static_cast<size_t>(observations + tail + tail_candidates(tail)) * lanes + observations + 1;
}

TSR_KERNEL_TABLES(MetricKernels, metric_kernels)

}  // namespace tessera::cpu
