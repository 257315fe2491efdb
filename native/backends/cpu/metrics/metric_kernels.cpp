#include "backends/cpu/metrics/metric_kernels.h"

#include "backends/cpu/device/lanes.h"
#include "backends/cpu/metrics/tails.h"
#include "formulas/groups/inversion_figures.h"
#include "formulas/series/quantile.h"
#include "formulas/series/series_summary.h"
#include "formulas/series/tail_mean.h"

namespace tessera::cpu {

namespace {

using Summary = formulas::SeriesSummary<Vec>;

/** A formula's struct of vectors is an array of fields; lane by lane it becomes structs of doubles with the same fields. */
template <template <class> class Struct>
inline void split_lanes(const Struct<Vec>& lanes, Struct<double>* out) {
  constexpr size_t kFields = sizeof(Struct<Vec>) / sizeof(Vec);
  static_assert(kFields == sizeof(Struct<double>) / sizeof(double));
  double fields[kFields * kLanes];
  memcpy(fields, &lanes, sizeof fields);
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    double own[kFields];
    for (size_t field = 0; field < kFields; ++field) own[field] = fields[field * kLanes + lane];
    memcpy(static_cast<void*>(out + lane), own, sizeof own);
  }
}

/**
 * Sums, extremes, largest drawdown and second moment of columns that have every cell: the same operations in the same
 * order as the whole summary, so the same bits, at a third of the work. Counts also has wins, losses and zeros. The rest
 * of the summary is not touched. Returns false where a cell was missing (or infinite ones cancelled): then `out` is void.
 */
template <bool Counts>
bool summarise_plain(const MetricPanel& panel, uint32_t first, const formulas::SeriesRule& rule,
                     formulas::SeriesSummary<double>* out) {
  Summary summary(rule.equity);
  const double* const cells = panel.cells + first;
  const size_t width = panel.width;
  Vec equity = summary.drawdown.equity, peak = summary.drawdown.peak, worst = summary.drawdown.worst;
  Vec smallest = summary.sums.smallest, largest = summary.sums.largest;
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec x = load(cells + t * width);
    equity = equity + x;
    peak = formulas::larger(equity, peak);
    worst = formulas::larger(peak - equity, worst);
    smallest = formulas::smaller(x, smallest);
    largest = formulas::larger(x, largest);
    if constexpr (Counts) {
      summary.win_loss.add(x);
      const Vec zero = formulas::splat<Vec>(0.0);
      summary.sums.zeros = summary.sums.zeros + formulas::select(x == zero, formulas::splat<Vec>(1.0), zero);
    }
  }
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    if (equity[lane] != equity[lane]) return false;
  }
  summary.drawdown.equity = equity;
  summary.drawdown.peak = peak;
  summary.drawdown.worst = worst;
  summary.sums.sum = equity;  // additive from 0: the running sum is the sum
  summary.sums.count = formulas::splat<Vec>(static_cast<double>(panel.observations));
  summary.sums.smallest = smallest;
  summary.sums.largest = largest;
  summary.finish_first_pass();
  const Vec mean = summary.mean;
  Vec second = summary.moments.second;
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec d = load(cells + t * width) - mean;
    second = second + d * d;
  }
  summary.moments.second = second;
  split_lanes(summary, out);
  return true;
}

/** Quantiles and tail means of each lane: their places depend on the lane's number of present cells. */
inline void read_tails(Summary& summary, const Vec* tail) {
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    const auto count = static_cast<uint32_t>(summary.sums.count[lane]);
    if (count == 0) continue;
    const double* const values = reinterpret_cast<const double*>(tail) + lane;
    summary.quantile_95[lane] = formulas::quantile(values, kLanes, formulas::kTail95, count);
    summary.quantile_99[lane] = formulas::quantile(values, kLanes, formulas::kTail99, count);
    summary.tail_mean_95[lane] = formulas::tail_mean(values, kLanes, formulas::kTail95, count);
    summary.tail_mean_99[lane] = formulas::tail_mean(values, kLanes, formulas::kTail99, count);
  }
}

inline void read_drawdown_tail(Summary& summary, const Vec* deepest) {
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    const auto count = static_cast<uint32_t>(summary.sums.count[lane]);
    const double* const values = reinterpret_cast<const double*>(deepest) + lane;
    if (count > 0) summary.drawdown_tail_95[lane] = -formulas::tail_mean(values, kLanes, formulas::kTail95, count);
  }
}

void summarise(const MetricPanel& panel, uint32_t first, const formulas::SeriesRule& rule, const MetricNeeds& needs,
               formulas::SeriesSummary<double>* out, double* scratch) {
  if (needs.plain && !rule.equity.compound) {
    const auto plain = needs.counts ? summarise_plain<true> : summarise_plain<false>;
    if (plain(panel, first, rule, out)) return;
  }
  const uint32_t capacity = formulas::tail_capacity(formulas::kTail95, panel.observations);
  Vec* const below_peak = reinterpret_cast<Vec*>(scratch);  // minus the drawdown of each row, NaN where missing
  Vec* const tail = below_peak + panel.observations;
  double* const column = reinterpret_cast<double*>(tail + capacity);
  const auto cell = [&](uint32_t t) { return load(panel.cells + static_cast<size_t>(t) * panel.width + first); };

  Summary summary(rule.equity);
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec x = cell(t);
    const Vec depth = summary.add(x, static_cast<double>(t), rule.config.mar, rule.equity);
    below_peak[t] = formulas::select(x == x, -depth, x);
  }
  summary.finish_first_pass();
  if (needs.tails) {
    find_tail(panel.cells + first, panel.width, panel.observations, capacity, tail, column);
    read_tails(summary, tail);
  }
  if (needs.drawdown_tail) {
    find_tail(scratch, kLanes, panel.observations, capacity, tail, column);
    read_drawdown_tail(summary, tail);
  }
  for (uint32_t t = 0; t < panel.observations; ++t) {
    const Vec x = cell(t);
    summary.add_deviation(x);
    if (needs.tails) summary.add_tail(x);
  }
  split_lanes(summary, out);
}

void sum_group(const MetricPanel& panel, uint32_t first, const GroupRows& group, formulas::GroupSums<double>* out) {
  const double* const cells = panel.cells + first;
  const auto cell = [&](uint32_t t) { return load(cells + static_cast<size_t>(t) * panel.width); };
  formulas::GroupSums<Vec> sums(group.peak_from_zero);
  for (uint32_t i = 0; i < group.count; ++i) sums.add(cell(group.rows[i]), group.weights[group.rows[i]]);
  sums.finish_first_pass();
  for (uint32_t i = 0; i < group.count; ++i) sums.add_deviation(cell(group.rows[i]));
  split_lanes(sums, out);
}

void find_inversions(const MetricPanel& panel, uint32_t first, double* out) {
  const double* const cells = panel.cells + first;
  const auto cell = [&](uint32_t t) { return load(cells + static_cast<size_t>(t) * panel.width); };
  const auto figures = formulas::inversion_figures<Vec>(cell, panel.observations);
  for (uint32_t figure = 0; figure < TSR_INVERSION_COUNT; ++figure) {
    store(out + figure * kLanes, figures.values[figure]);
  }
}

/** Rows ahead that are asked for while one is copied: consecutive rows lie far apart, which no prefetcher sees. */
constexpr uint32_t kRowsAhead = 12;
constexpr size_t kLine = 64 / sizeof(double);

/** Copies whole columns begin .. begin + width of the rows into a panel [observations][width]. */
void fill_panel(const double* const* rows, uint32_t observations, uint64_t begin, uint32_t width, double* panel) {
  for (uint32_t t = 0; t < observations; ++t) {
    if (t + kRowsAhead < observations) {
      const double* const ahead = rows[t + kRowsAhead] + begin;
      for (uint32_t i = 0; i < width; i += kLine) __builtin_prefetch(ahead + i);
    }
    const double* const from = rows[t] + begin;
    double* const to = panel + static_cast<size_t>(t) * width;
    for (uint32_t i = 0; i < width; i += kLanes) store(to + i, load(from + i));
  }
}

}  // namespace

const MetricKernels TSR_TABLE(metric_kernels) = {kLanes, summarise, fill_panel, sum_group, find_inversions};

}  // namespace tessera::cpu
