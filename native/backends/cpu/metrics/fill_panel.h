#pragma once

#include "backends/cpu/device/lanes.h"
#include "backends/cpu/metrics/metric_kernels.h"

namespace tessera::cpu {
namespace {

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
}  // namespace tessera::cpu
