#pragma once

#include "bench/lib/bench_session.h"

namespace tessera::bench {

void bench_correlation(const tsr_backend& backend, const Data& data, int32_t device, int runs, uint64_t memory_limit = 0);
/** Statistics of four groups of observations, and the figures that inversion is decided by. */
void bench_groups(const tsr_backend& backend, const Data& data, int32_t device);
/** Each algorithm alone, then all at once, on both backends. `islands`: 0 = by default. */
void bench_search(const tsr_backend& cpu, const tsr_backend& cuda, const Data& data, int32_t device, uint64_t evaluations,
                  uint32_t islands);
/** A whole plan, all of whose runs may go at a time, on the processor and so many at a time on the device. */
void bench_plan(const tsr_backend& cpu, const tsr_backend& cuda, const Data& data, int32_t device, uint64_t evaluations);
/** The choice by the believable Sharpe ratio from an open session, with its steps, its families on either backend. */
void bench_believable(const tsr_backend& cpu, const tsr_backend& cuda, const Data& data, int32_t device);
void bench_scoring(const tsr_backend& backend, const Data& data, int32_t device, uint32_t size);

}  // namespace tessera::bench
