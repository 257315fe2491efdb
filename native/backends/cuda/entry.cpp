// The table of the CUDA backend. No exception leaves this file.
#include <cuda_runtime_api.h>

#include <cstdio>
#include <cstring>
#include <new>

#include "backends/cuda/run.h"
#include "backends/cuda/session.h"
#include "backends/cuda/usable_devices.h"

namespace tessera::cuda {
namespace {

/** Above the CPU backend's 1. */
constexpr int32_t kScore = 100;

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

int32_t supports(tsr_op op) {
  return (op >= TSR_OP_METRICS && op <= TSR_OP_SCORE_SWAPS) || op == TSR_OP_STATS ? 1 : 0;
}

tsr_status open(const tsr_open_params* params, tsr_session** out) {
  return guarded([&] {
    if (params == nullptr || out == nullptr || params->struct_size != sizeof(tsr_open_params)) {
      throw Failure{TSR_BAD_ARGUMENT, "open: struct_size"};
    }
    *out = new tsr_session(*params);
  });
}

void close(tsr_session* session) { delete session; }

tsr_status run_guarded(tsr_session* session, tsr_op op, void* params) {
  return guarded([&] {
    if (session == nullptr || params == nullptr) throw Failure{TSR_BAD_ARGUMENT, "run: null session or params"};
    run(*session, op, params);
  });
}

const char* last_error(tsr_session*) { return last_error_text.c_str(); }

}  // namespace
}  // namespace tessera::cuda

extern "C" TSR_EXPORT const tsr_backend* tessera_backend_entry(void) {
  using namespace tessera::cuda;
  static const tsr_backend table = {
      TSR_ABI_VERSION, sizeof(tsr_backend), "cuda", TESSERA_VERSION, score,       device_count,
      describe,        reason,              supports, open,          close, run_guarded, last_error,
  };
  return &table;
}
