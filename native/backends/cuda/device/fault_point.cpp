#include "backends/cuda/device/fault_point.h"

#include <atomic>
#include <cstdlib>
#include <string_view>

#include "backends/common/failure.h"

namespace tessera::cuda {

namespace {

struct Fault {
  bool lost = false;
  int64_t at = 0;  // 0 = never
};

Fault read_fault() {
  const char* const text = std::getenv("TESSERA_CUDA_FAULT");
  if (text == nullptr) return {};
  const std::string_view fault = text;
  const size_t colon = fault.find(':');
  if (colon == std::string_view::npos) return {};
  return {fault.substr(0, colon) == "lost", std::atoll(text + colon + 1)};
}

}  // namespace

void fault_point() {
  static const Fault fault = read_fault();
  if (fault.at <= 0) return;
  static std::atomic<int64_t> calls{0};
  const int64_t call = ++calls;
  if (fault.lost && call >= fault.at) throw Failure{TSR_DEVICE_LOST, "the GPU stopped working (a fault made for a test)"};
  if (!fault.lost && call == fault.at) throw Failure{TSR_OUT_OF_DEVICE_MEMORY, "no memory is left (a fault made for a test)"};
}

}  // namespace tessera::cuda
