#pragma once

#include <functional>

#include "bench/cuda/bench_data.h"
#include "tessera_backend.h"

namespace tessera::bench {

/** Medians of the runs of one operation, milliseconds. */
struct Timing {
  double wall;    // host clock around run()
  double kernel;  // device events, as the backend logs them
  double kernel_least, kernel_most;
};

/** A matrix opened on the backend. Every failure ends the program with its text. */
class BenchSession {
 public:
  /** memory_limit in bytes, 0 = none. */
  BenchSession(const tsr_backend& backend, const Data& data, int32_t device, uint64_t memory_limit = 0);
  ~BenchSession();
  BenchSession(const BenchSession&) = delete;
  BenchSession& operator=(const BenchSession&) = delete;

  void run(tsr_op op, void* params) const;
  /** Two runs to warm up, then `runs`. */
  Timing time(tsr_op op, void* params, int runs = 20) const;
  tsr_stats_params stats() const;
  tsr_session* session() const { return session_; }
  double open_ms() const { return open_ms_; }

 private:
  const tsr_backend& backend_;
  tsr_session* session_ = nullptr;
  double open_ms_ = 0;
};

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
