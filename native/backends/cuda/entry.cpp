// The table of the CUDA backend. No exception leaves this file.
#include <cuda_runtime_api.h>

#include <cstdio>
#include <cstring>

#include "backends/common/error_border.h"
#include "backends/cuda/device/devices.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {
namespace {

constexpr Operation kOperations[] = {TSR_OPERATIONS(TSR_OPERATION) TSR_DEVICE_OPERATIONS(TSR_OPERATION)};
/** Above the CPU backend's 1. */
constexpr int32_t kScore = 100;

int32_t score() { return UsableDevices::get().ordinals.empty() ? 0 : kScore; }
uint32_t device_count() { return static_cast<uint32_t>(UsableDevices::get().ordinals.size()); }
const char* reason() { return UsableDevices::get().reason.c_str(); }

tsr_status describe(int32_t device, tsr_device_info* out) {
  return guarded([&] {
    const UsableDevices& usable = UsableDevices::get();
    const auto index = static_cast<size_t>(device < 0 ? 0 : device);
    if (out == nullptr || out->struct_size != sizeof(tsr_device_info) || index >= usable.ordinals.size()) {
      throw Failure{TSR_BAD_ARGUMENT, "describe: device or struct_size"};
    }
    cudaDeviceProp properties{};
    check(cudaGetDeviceProperties(&properties, usable.ordinals[index]), "reading the device");
    out->thread_count = static_cast<uint32_t>(properties.multiProcessorCount);
    std::snprintf(out->name, sizeof out->name, "%.127s", properties.name);
    std::snprintf(out->detail, sizeof out->detail, "compute capability %d.%d, driver for CUDA %d.%d", properties.major,
                  properties.minor, usable.driver_version / 1000, usable.driver_version % 1000 / 10);
    size_t available = 0, installed = 0;
    check(cudaSetDevice(usable.ordinals[index]), "choosing the GPU");
    check(cudaMemGetInfo(&available, &installed), "reading the free device memory");
    out->memory_bytes = installed;
    out->memory_free_bytes = available;
  });
}

int32_t supports(tsr_op op) { return find_operation(kOperations, op) != nullptr ? 1 : 0; }

tsr_status open(const tsr_open_params* params, tsr_session** out) {
  return guarded([&] {
    if (params == nullptr || out == nullptr || params->struct_size != sizeof(tsr_open_params)) {
      throw Failure{TSR_BAD_ARGUMENT, "open: struct_size"};
    }
    *out = new tsr_session(*params);
  });
}

void close(tsr_session* session) { delete session; }

tsr_status run(tsr_session* session, tsr_op op, void* params) {
  return guarded([&] {
    if (session == nullptr || params == nullptr) throw Failure{TSR_BAD_ARGUMENT, "run: null session or params"};
    timed_run(session->log, op, [&] {
      session->first().use();
      run_operation(kOperations, "CUDA", *session, {session->strategies(), session->observations()}, op, params);
    });
  });
}

tsr_status plan(tsr_plan* plan) {
  return guarded([&] {
    if (plan == nullptr || plan->struct_size != sizeof(tsr_plan)) throw Failure{TSR_BAD_ARGUMENT, "plan: struct_size"};
    check(cudaSetDevice(chosen_devices(plan->device).front()), "choosing the GPU");
    const SessionRoom room = plan_session(*plan);
    plan_correlation(room, *plan);
    plan_scores(room, *plan);
    plan_searches(room, *plan);
  });
}

}  // namespace
}  // namespace tessera::cuda

extern "C" TSR_EXPORT const tsr_backend* tessera_backend_entry(void) {
  using namespace tessera::cuda;
  using tessera::last_error;
  static const tsr_backend table = {
      TSR_ABI_VERSION, sizeof(tsr_backend),
      "cuda",          TESSERA_VERSION,
      score,           device_count,
      describe,        reason,
      supports,        open,
      close,           run,
      last_error,      plan,
  };
  return &table;
}
