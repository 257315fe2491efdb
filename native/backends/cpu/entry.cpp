// The table of the CPU backend. No exception leaves this file.
#include <cstdio>
#include <new>
#include <string>

#include "backends/cpu/failure.h"
#include "backends/cpu/host_memory.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/session.h"

namespace tessera::cpu {
namespace {

thread_local std::string last_error_text;

template <class Action>
tsr_status guarded(const Action& action) noexcept {
  try {
    action();
    return TSR_OK;
  } catch (const Failure& failure) {
    last_error_text = failure.text;
    return failure.status;
  } catch (const std::bad_alloc&) {
    last_error_text = "out of memory";
    return TSR_OUT_OF_HOST_MEMORY;
  } catch (const std::exception& error) {
    last_error_text = error.what();
    return TSR_INTERNAL;
  } catch (...) {
    last_error_text = "unknown failure";
    return TSR_INTERNAL;
  }
}

int32_t score() { return 1; }
uint32_t device_count() { return 1; }
const char* reason() { return ""; }

tsr_status describe(int32_t device, tsr_device_info* out) {
  return guarded([&] {
    if (out == nullptr || out->struct_size < sizeof(tsr_device_info) || device > 0) {
      throw Failure{TSR_BAD_ARGUMENT, "describe: device or struct_size"};
    }
    out->thread_count = std::thread::hardware_concurrency();
    snprintf(out->name, sizeof out->name, "%s", processor_name().c_str());
    snprintf(out->detail, sizeof out->detail, "%s", choose_kernels().name);
    const HostMemory memory = host_memory();
    out->memory_bytes = memory.installed;
    out->memory_free_bytes = memory.available;
  });
}

int32_t supports(tsr_op op) { return op >= TSR_OP_METRICS && op <= TSR_OP_SCORE_SWAPS ? 1 : 0; }

tsr_status open(const tsr_open_params* params, tsr_session** out) {
  return guarded([&] {
    if (params == nullptr || out == nullptr || params->struct_size < sizeof(tsr_open_params) || params->device > 0) {
      throw Failure{TSR_BAD_ARGUMENT, "open: device or struct_size"};
    }
    *out = new tsr_session(*params);
  });
}

void close(tsr_session* session) { delete session; }

tsr_status run(tsr_session* session, tsr_op op, void* params) {
  return guarded([&] {
    if (session == nullptr || params == nullptr) throw Failure{TSR_BAD_ARGUMENT, "run: null session or params"};
    switch (op) {
      case TSR_OP_METRICS: return run_metrics(*session, *static_cast<tsr_metrics_params*>(params));
      case TSR_OP_CORRELATION_REDUCE:
        return run_correlation_reduce(*session, *static_cast<tsr_correlation_reduce_params*>(params));
      case TSR_OP_CORRELATION_MATRIX:
        return run_correlation_matrix(*session, *static_cast<tsr_correlation_matrix_params*>(params));
      case TSR_OP_SCORE_PORTFOLIOS:
        return run_score_portfolios(*session, *static_cast<tsr_score_portfolios_params*>(params));
      case TSR_OP_PORTFOLIO_SUMS:
        return run_portfolio_sums(*session, *static_cast<tsr_portfolio_sums_params*>(params));
      case TSR_OP_SCORE_SWAPS: return run_score_swaps(*session, *static_cast<tsr_score_swaps_params*>(params));
      default: throw Failure{TSR_UNSUPPORTED, "run: the CPU backend has no such operation"};
    }
  });
}

const char* last_error(tsr_session*) { return last_error_text.c_str(); }

}  // namespace
}  // namespace tessera::cpu

extern "C" TSR_EXPORT const tsr_backend* tessera_backend_entry(void) {
  using namespace tessera::cpu;
  static const tsr_backend table = {
      TSR_ABI_VERSION, sizeof(tsr_backend), "cpu", TESSERA_VERSION, score,    device_count,
      describe,        reason,              supports, open,         close, run, last_error,
  };
  return &table;
}
