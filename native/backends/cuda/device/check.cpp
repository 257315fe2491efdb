#include "backends/cuda/device/check.h"

namespace tessera::cuda {

tsr_status status_of(cudaError_t code) {
  switch (code) {
    case cudaSuccess: return TSR_OK;
    case cudaErrorMemoryAllocation: return TSR_OUT_OF_DEVICE_MEMORY;
    case cudaErrorIllegalAddress:
    case cudaErrorIllegalInstruction:
    case cudaErrorMisalignedAddress:
    case cudaErrorInvalidAddressSpace:
    case cudaErrorInvalidPc:
    case cudaErrorLaunchFailure:
    case cudaErrorLaunchTimeout:
    case cudaErrorECCUncorrectable:
    case cudaErrorNvlinkUncorrectable:
    case cudaErrorHardwareStackError:
    case cudaErrorAssert:
    case cudaErrorDeviceUninitialized:
    case cudaErrorDevicesUnavailable:
    case cudaErrorNoDevice:
    case cudaErrorInvalidDevice:
    case cudaErrorContextIsDestroyed:
    case cudaErrorUnknown: return TSR_DEVICE_LOST;
    default: return TSR_INTERNAL;
  }
}

void check(cudaError_t code, const char* what) {
  if (code == cudaSuccess) return;
  cudaGetLastError();
  const tsr_status status = status_of(code);
  std::string text = std::string(what) + ": " + cudaGetErrorString(code);
  if (status == TSR_DEVICE_LOST) text = "the GPU stopped working (" + text + ")";
  throw Failure{status, text};
}

void check_launch(const char* kernel) { check(cudaGetLastError(), kernel); }

}  // namespace tessera::cuda
