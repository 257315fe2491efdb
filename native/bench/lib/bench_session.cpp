#include "bench/lib/bench_session.h"

#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace tessera::bench {

namespace {

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

}  // namespace

const tsr_backend& load_backend(const char* path) {
  void* const library = dlopen(path, RTLD_NOW);
  void* const entry = library == nullptr ? nullptr : dlsym(library, TSR_ENTRY_SYMBOL);
  if (entry == nullptr) {
    std::printf("%s\n", dlerror());
    std::exit(1);
  }
  return *reinterpret_cast<tsr_entry_fn>(entry)();
}

BenchSession::BenchSession(const tsr_backend& backend, const Data& data, int32_t device, uint64_t memory_limit)
    : backend_(backend) {
  tsr_open_params open{};
  open.struct_size = sizeof open;
  open.device = device;
  open.memory_limit_bytes = memory_limit;
  open.pnl = {data.observations, data.strategies, data.rows.data()};
  const double start = now_ms();
  if (backend.open(&open, &session_) != TSR_OK) {
    std::printf("open failed: %s\n", backend.last_error(nullptr));
    std::exit(1);
  }
  open_ms_ = now_ms() - start;
}

BenchSession::~BenchSession() { backend_.close(session_); }

void BenchSession::run(tsr_op op, void* params) const {
  const tsr_status status = backend_.run(session_, op, params);
  if (status == TSR_OK) return;
  std::printf("operation %d failed, status %d: %s\n", op, status, backend_.last_error(session_));
  std::exit(1);
}

tsr_stats_params BenchSession::stats() const {
  tsr_stats_params p{};
  p.struct_size = sizeof p;
  run(TSR_OP_STATS, &p);
  return p;
}

Timing BenchSession::time(tsr_op op, void* params, int runs) const {
  std::vector<double> wall, kernel;
  for (int i = -2; i < runs; ++i) {
    const double before = stats().times[op].kernel_ms;
    const double start = now_ms();
    run(op, params);
    const double took = now_ms() - start;
    if (i < 0) continue;
    wall.push_back(took);
    kernel.push_back(stats().times[op].kernel_ms - before);
  }
  const auto [least, most] = std::minmax_element(kernel.begin(), kernel.end());
  return {median(wall), median(kernel), *least, *most};
}

}  // namespace tessera::bench
