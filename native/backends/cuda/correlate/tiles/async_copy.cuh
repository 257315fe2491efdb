// 16-byte copies from device memory to shared memory: asynchronous from sm_80 on, plain before.
#pragma once

#include <cstdint>

namespace tessera::cuda {

/** Starts copying 16 bytes, or writes zeros when `present` is false (`from` is not read then). */
__device__ __forceinline__ void copy_16_async(void* to, const void* from, bool present) {
#if __CUDA_ARCH__ >= 800
  const uint32_t address = static_cast<uint32_t>(__cvta_generic_to_shared(to));
  const uint32_t bytes = present ? 16 : 0;
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(address), "l"(from), "r"(bytes) : "memory");
#else
  *static_cast<double2*>(to) = present ? *static_cast<const double2*>(from) : make_double2(0.0, 0.0);
#endif
}

/** Closes the group of copies started since the last call. */
__device__ __forceinline__ void close_copy_group() {
#if __CUDA_ARCH__ >= 800
  asm volatile("cp.async.commit_group;" ::: "memory");
#endif
}

/** Waits until all but the `Pending` youngest groups have arrived. */
template <int Pending>
__device__ __forceinline__ void await_copy_groups() {
#if __CUDA_ARCH__ >= 800
  asm volatile("cp.async.wait_group %0;" ::"n"(Pending) : "memory");
#endif
}

}  // namespace tessera::cuda
