#pragma once

/** Marks what islands need on the host and on a CUDA device alike. */
#if defined(__CUDACC__)
#define TSR_SIDE __host__ __device__ inline
#else
#define TSR_SIDE inline
#endif
