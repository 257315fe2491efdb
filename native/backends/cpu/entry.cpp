// The table of the CPU backend. No exception leaves this file.
#include <cstdio>

#include "backends/common/error_border.h"
#include "backends/cpu/device/machine.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {
namespace {

constexpr Operation kOperations[] = {TSR_OPERATIONS(TSR_OPERATION)};

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
    snprintf(out->detail, sizeof out->detail, "%s", name_of(choose_instruction_set()));
    const HostMemory memory = host_memory();
    out->memory_bytes = memory.installed;
    out->memory_free_bytes = memory.available;
  });
}

int32_t supports(tsr_op op) { return find_operation(kOperations, op) != nullptr ? 1 : 0; }

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
    timed_run(session->log, op, [&] {
      run_operation(kOperations, "CPU", *session, {session->strategies, session->observations()}, op, params);
    });
  });
}

tsr_status plan(tsr_plan* plan) {
  return guarded([&] {
    if (plan == nullptr || plan->struct_size < sizeof(tsr_plan)) throw Failure{TSR_BAD_ARGUMENT, "plan: struct_size"};
    plan_session(*plan);
  });
}

}  // namespace
}  // namespace tessera::cpu

extern "C" TSR_EXPORT const tsr_backend* tessera_backend_entry(void) {
  using namespace tessera::cpu;
  using tessera::last_error;
  static const tsr_backend table = {
      TSR_ABI_VERSION, sizeof(tsr_backend),
      "cpu",           TESSERA_VERSION,
      score,           device_count,
      describe,        reason,
      supports,        open,
      close,           run,
      last_error,      plan,
  };
  return &table;
}
