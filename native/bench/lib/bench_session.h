#pragma once

#include "bench/lib/bench_data.h"
#include "tessera_backend.h"

namespace tessera::bench {

/** Medians of the runs of one operation, milliseconds. */
struct Timing {
  double wall;    // host clock around run()
  double kernel;  // device events, as the backend logs them
  double kernel_least, kernel_most;
};

/** The backend in a library. Ends the program with the reason when it does not load. */
const tsr_backend& load_backend(const char* path);

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

}  // namespace tessera::bench
