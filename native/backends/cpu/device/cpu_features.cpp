#include "backends/cpu/device/cpu_features.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace tessera::cpu {
namespace {

#define TSR_KERNELS(name) \
  Kernels { #name, &score_kernels_##name, &correlation_kernels_##name, &metric_kernels_##name }

constexpr std::array kAll = {
#if defined(TSR_CPU_X86)
    TSR_KERNELS(avx512),
    TSR_KERNELS(avx2),
#endif
    TSR_KERNELS(baseline),
};

bool runs_here([[maybe_unused]] std::string_view name) {
#if defined(TSR_CPU_X86)
  // The compiler's helper also asks whether the operating system saves the registers.
  if (name == "avx512") {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw");
  }
  if (name == "avx2") return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
  return true;
}

}  // namespace

const Kernels& choose_kernels() {
  const char* const wanted = std::getenv("TESSERA_CPU_ISA");
  for (const Kernels& kernels : kAll) {
    if (wanted != nullptr && kernels.name == std::string_view(wanted) && runs_here(kernels.name)) return kernels;
  }
  for (const Kernels& kernels : kAll) {
    if (runs_here(kernels.name)) return kernels;
  }
  return kAll.back();
}

std::string processor_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "CPU";
}

}  // namespace tessera::cpu
