#include "backends/cpu/metrics/strategy_pass.h"

#include <algorithm>

#include "backends/common/run_control.h"

namespace tessera::cpu {

namespace {

constexpr uint32_t kMostLanes = 8;
constexpr uint64_t kPageColumns = 4096 / sizeof(double);

/**
 * Columns per task: a panel that stays in the second-level cache, in whole vectors. Not a multiple of 64, so that the
 * rows of one column do not all fall into the same cache sets.
 */
uint32_t panel_width(uint32_t observations) {
  constexpr uint64_t kPanelBytes = 512 << 10;
  constexpr uint64_t kWidest = 504;
  const uint64_t fitting = kPanelBytes / (sizeof(double) * observations) / kMostLanes * kMostLanes;
  const uint64_t width = std::clamp<uint64_t>(fitting, kMostLanes, kWidest);
  return static_cast<uint32_t>(width > 64 && width % 64 == 0 ? width - kMostLanes : width);
}

/** Copies `count` columns from the rows into panel [T][width]; columns over the end are missing. */
void fill_panel(const tsr_session& session, const uint32_t* strategies, uint64_t begin, uint64_t count, uint32_t width,
                double divisor, double* panel) {
  for (uint32_t t = 0; t < session.observations(); ++t) {
    const double* const row = session.pnl[t];
    double* const line = panel + static_cast<size_t>(t) * width;
    if (strategies == nullptr) {
      std::copy_n(row + begin, count, line);
    } else {
      for (uint64_t i = 0; i < count; ++i) line[i] = row[strategies[begin + i]];
    }
    std::fill(line + count, line + width, NAN);
    if (divisor != 1.0) {
      for (uint64_t i = 0; i < count; ++i) line[i] /= divisor;
    }
  }
}

}  // namespace

void StrategyPass::run(tsr_session& session, const Work& work) const {
  const uint32_t observations = session.observations();
  const uint32_t* const chosen = strategy_count > 0 ? strategies : nullptr;
  const uint64_t all = columns(session);
  const uint32_t width = panel_width(observations);
  const size_t own = (scratch_doubles + 7) / 8 * 8;
  const RunControl run_control(control, all);

  session.pool.for_each((all + width - 1) / width, [&](uint64_t task, uint32_t) {
    run_control.check();
    const uint64_t begin = task * width;
    const uint64_t count = std::min<uint64_t>(width, all - begin);
    // A page of a row is worked on by many tasks, one after the other.
    if (chosen == nullptr && begin % kPageColumns < width) {
      session.ahead(session.pnl, begin, std::min(begin + kPageColumns, session.strategies));
    }
    double* const scratch = thread_scratch(own + static_cast<size_t>(width) * observations);
    double* const panel = scratch + own;
    if (chosen == nullptr && count == width && divisor == 1.0) {
      metric_kernels(session.instructions).fill_panel(session.pnl.data(), observations, begin, width, panel);
    } else {
      fill_panel(session, chosen, begin, count, width, divisor, panel);
    }
    work({panel, observations, width}, begin, count, scratch);
    run_control.advance(count);
  });
}

void select_smallest(double* values, uint32_t n, uint32_t count) {
  if (count < n) std::nth_element(values, values + count, values + n);
  std::sort(values, values + count);
}

}  // namespace tessera::cpu
