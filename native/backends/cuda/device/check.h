#pragma once

#include <cuda_runtime_api.h>

#include "backends/common/failure.h"

namespace tessera::cuda {

/** The kind of a CUDA error. Errors after which no call on the device can succeed are TSR_DEVICE_LOST. */
tsr_status status_of(cudaError_t code);

/** Throws Failure when `code` is an error; `what` says in words what was tried. Clears errors that can be cleared. */
void check(cudaError_t code, const char* what);

/** After a kernel launch: configuration errors and errors of earlier asynchronous work. */
void check_launch(const char* kernel);

}  // namespace tessera::cuda
