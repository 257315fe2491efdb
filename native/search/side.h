#pragma once

/** Marks the code of islands: a host compiler makes it for the host, nvcc for the device alone. */
#if defined(__CUDACC__)
#define TSR_SIDE __device__ inline
#else
#define TSR_SIDE inline
#endif
