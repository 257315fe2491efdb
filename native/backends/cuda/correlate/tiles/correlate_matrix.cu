#include "backends/cuda/correlate/tiles/correlate_matrix.cuh"
#include "backends/cuda/correlate/tiles/shared_rows_pair.cuh"
#include "backends/cuda/device/check.h"

namespace tessera::cuda {

namespace {

constexpr uint32_t kSide = 16;

/** One thread per cell: these matrices are those of chosen portfolios, small beside the whole. */
__global__ void correlate(const double* rows, uint64_t row_count, const double* columns, uint64_t column_count,
                          uint32_t observations, MissingCells missing, double* out) {
  const uint64_t i = uint64_t{blockIdx.y} * kSide + threadIdx.y;
  const uint64_t j = uint64_t{blockIdx.x} * kSide + threadIdx.x;
  if (i >= row_count || j >= column_count) return;
  const double* const a = rows + i / 2 * observations * 2 + i % 2;
  const double* const b = columns + j / 2 * observations * 2 + j % 2;
  double rho = 0.0;
  for (uint32_t t = 0; t < observations; ++t) {
    const double left = missing.weight == nullptr ? a[2 * uint64_t{t}] : missing.weight[t] * a[2 * uint64_t{t}];
    rho = fma(left, b[2 * uint64_t{t}], rho);
  }
  // A missing cell of either is NaN and makes the sum NaN.
  if (missing.any && rho != rho) rho = shared_rows_pair(a, b, 2, observations, missing.weight);
  out[i * column_count + j] = fmin(fmax(rho, -1.0), 1.0);
}

}  // namespace

void correlate_matrix(const CorrelationPanel& rows, const CorrelationPanel& columns, uint32_t observations,
                      const MissingCells& missing, double* out, cudaStream_t stream) {
  const dim3 blocks(static_cast<uint32_t>((columns.range().count + kSide - 1) / kSide),
                    static_cast<uint32_t>((rows.range().count + kSide - 1) / kSide));
  correlate<<<blocks, dim3(kSide, kSide), 0, stream>>>(rows.data(), rows.range().count, columns.data(), columns.range().count,
                                                       observations, missing, out);
  check_launch("correlating chosen strategies");
}

}  // namespace tessera::cuda
