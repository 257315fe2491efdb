// Reads the driver's management library when it is there. It is loaded at run time, so that nothing depends on it.
#include "backends/cuda/device/devices.h"

#include <cuda_runtime_api.h>

#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace tessera::cuda {

namespace {

/** The few declarations of the management library that are used here, as its interface defines them. */
struct Rates {
  unsigned int gpu, memory;
};
using Handle = void*;
using Init = int (*)();
using HandleByBus = int (*)(const char*, Handle*);
using GetRates = int (*)(Handle, Rates*);

struct Library {
  HandleByBus handle = nullptr;
  GetRates rates = nullptr;

  Library() {
#if defined(_WIN32)
    const HMODULE file = LoadLibraryA("nvml.dll");
    const auto symbol = [&](const char* name) { return reinterpret_cast<void*>(GetProcAddress(file, name)); };
#else
    void* const file = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
    const auto symbol = [&](const char* name) { return dlsym(file, name); };
#endif
    if (file == nullptr) return;
    const auto init = reinterpret_cast<Init>(symbol("nvmlInit_v2"));
    if (init == nullptr || init() != 0) return;
    handle = reinterpret_cast<HandleByBus>(symbol("nvmlDeviceGetHandleByPciBusId_v2"));
    rates = reinterpret_cast<GetRates>(symbol("nvmlDeviceGetUtilizationRates"));
  }
};

}  // namespace

int32_t utilisation_percent(int ordinal) {
  static const Library library;
  if (library.handle == nullptr || library.rates == nullptr) return -1;
  char bus[32] = {};
  if (cudaDeviceGetPCIBusId(bus, sizeof bus, ordinal) != cudaSuccess) return -1;
  Handle device = nullptr;
  Rates rates{};
  if (library.handle(bus, &device) != 0 || library.rates(device, &rates) != 0) return -1;
  return static_cast<int32_t>(rates.gpu);
}

}  // namespace tessera::cuda
