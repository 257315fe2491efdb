// One step of the tile product in registers, on float64 tensor cores where the chip has them.
//
// A warp's fragment C is 16 x 8. Lane l = 4 g + q holds C[g][2q], C[g][2q+1], C[g+8][2q], C[g+8][2q+1] in c[0..3].
// A step over 4 observations takes A's rows g (.x) and g + 8 (.y) and B's row g, all at observation q.
#pragma once

#include <cstdint>

namespace tessera::cuda {

#if __CUDA_ARCH__ >= 900

__device__ __forceinline__ void multiply_4(double (&c)[4], double2 a, double b) {
  asm volatile("mma.sync.aligned.m16n8k4.row.col.f64.f64.f64.f64 {%0,%1,%2,%3}, {%4,%5}, {%6}, {%0,%1,%2,%3};"
               : "+d"(c[0]), "+d"(c[1]), "+d"(c[2]), "+d"(c[3])
               : "d"(a.x), "d"(a.y), "d"(b));
}

__device__ __forceinline__ void multiply_8(double (&c)[4], double2 a0, double2 a1, double b0, double b1) {
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f64.f64.f64.f64 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
               : "+d"(c[0]), "+d"(c[1]), "+d"(c[2]), "+d"(c[3])
               : "d"(a0.x), "d"(a0.y), "d"(a1.x), "d"(a1.y), "d"(b0), "d"(b1));
}

#elif __CUDA_ARCH__ >= 800

__device__ __forceinline__ void multiply_8x8x4(double& c0, double& c1, double a, double b) {
  asm volatile("mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 {%0,%1}, {%2}, {%3}, {%0,%1};"
               : "+d"(c0), "+d"(c1)
               : "d"(a), "d"(b));
}

__device__ __forceinline__ void multiply_4(double (&c)[4], double2 a, double b) {
  multiply_8x8x4(c[0], c[1], a.x, b);
  multiply_8x8x4(c[2], c[3], a.y, b);
}

__device__ __forceinline__ void multiply_8(double (&c)[4], double2 a0, double2 a1, double b0, double b1) {
  multiply_4(c, a0, b0);
  multiply_4(c, a1, b1);
}

#endif

}  // namespace tessera::cuda
