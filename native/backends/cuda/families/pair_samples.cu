// Pairs of sampled columns with all, counted by correlation: the sums of products are those of
// native/believable/sampled_pairs.cpp, all of them in float64.
#include <algorithm>

#include "backends/cuda/device/check.h"
#include "backends/cuda/families/pair_samples.h"
#include "search/stream.h"
#include "tessera_backend.h"

namespace tessera::cuda {

namespace {

/** Observations of the sampled columns that a block holds. */
constexpr uint32_t kDepth = 128;

/** A thread a column. */
__global__ void make_columns(const __grid_constant__ SampleColumns c, const uint32_t* strategies, uint32_t count, double* z) {
  const uint32_t k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= count) return;
  const uint32_t strategy = strategies[k];
  const double* const column = c.cells.cells + strategy * c.cells.pitch;
  const double mean = c.mean[strategy], norm = c.norm[strategy];
  const auto at = [&](uint32_t t) -> double& { return z[uint64_t{t} * count + k]; };
  for (uint32_t t = 0; t < c.observations; ++t)
    at(t) = formulas::family_cell(cell_of(column, t, strategy, c.derived), mean, norm);
  if (c.repetition == 0) return;
  search::Stream stream(search::StreamKey{c.seed, c.shuffles, 0, c.repetition, strategy});
  search::shuffle(stream, c.observations, at);
}

/** The last edge that is not above r; edge_count - 1, where what lies outside is counted, if there is none. */
__device__ __forceinline__ uint32_t bin_of(double r, const double* edges, uint32_t edge_count) {
  uint32_t below = 0, end = edge_count;  // edges that are not above r
  while (below < end) {
    const uint32_t middle = (below + end) / 2;
    if (edges[middle] <= r) {
      below = middle + 1;
    } else {
      end = middle;
    }
  }
  return below == 0 ? edge_count - 1 : below - 1;
}

/** A thread a varying column, held against kSampledTogether sampled ones. */
__global__ void __launch_bounds__(kSampleThreads) count_pairs(const __grid_constant__ SampleCount c) {
  __shared__ double sampled[kDepth][kSampledTogether], edges[TSR_MOST_PAIR_EDGES];
  __shared__ unsigned int bins[TSR_MOST_PAIR_EDGES], seen[kSeenWords];
  for (uint32_t k = threadIdx.x; k < c.edge_count; k += kSampleThreads) {
    edges[k] = c.edges[k];
    bins[k] = 0;
  }
  for (uint32_t k = threadIdx.x; k < kSeenWords; k += kSampleThreads) seen[k] = 0;
  const uint32_t column = blockIdx.x * kSampleThreads + threadIdx.x, first = blockIdx.y * kSampledTogether;
  const bool present = column < c.varying_count;
  double sums[kSampledTogether] = {};
  for (uint32_t begin = 0; begin < c.observations; begin += kDepth) {
    const uint32_t depth = min(kDepth, c.observations - begin);
    __syncthreads();
    for (uint32_t k = threadIdx.x; k < depth * kSampledTogether; k += kSampleThreads) {
      const uint32_t t = k / kSampledTogether, s = first + k % kSampledTogether;
      sampled[t][k % kSampledTogether] = s < c.sampled_count ? c.sampled[uint64_t{begin + t} * c.sampled_count + s] : 0.0;
    }
    __syncthreads();
    if (!present) continue;
    const double* cell = c.varying + uint64_t{begin} * c.varying_count + column;
    for (uint32_t t = 0; t < depth; ++t, cell += c.varying_count) {
      const double x = *cell;
#pragma unroll
      for (uint32_t k = 0; k < kSampledTogether; ++k) sums[k] += sampled[t][k] * x;
    }
  }
  if (present) {
#pragma unroll
    for (uint32_t k = 0; k < kSampledTogether; ++k) {
      if (first + k >= c.sampled_count) break;
      atomicAdd(bins + bin_of(sums[k], edges, c.edge_count), 1u);
      if (!(fabs(sums[k]) < c.limit)) continue;
      const uint32_t entry = formulas::correlation_entry(sums[k]);
      atomicOr(seen + entry / 32, 1u << entry % 32);
    }
  }
  __syncthreads();
  for (uint32_t k = threadIdx.x; k < c.edge_count; k += kSampleThreads) {
    if (bins[k] != 0) atomicAdd(c.bins + k, static_cast<unsigned long long>(bins[k]));
  }
  for (uint32_t k = threadIdx.x; k < kSeenWords; k += kSampleThreads) {
    if (seen[k] != 0) atomicOr(c.seen + k, seen[k]);
  }
}

}  // namespace

void make_sample_columns(const SampleColumns& columns, const uint32_t* strategies, uint32_t count, double* z,
                         cudaStream_t stream) {
  make_columns<<<(count + kSampleThreads - 1) / kSampleThreads, kSampleThreads, 0, stream>>>(columns, strategies, count, z);
  check_launch("standardising sampled columns");
}

void count_sampled_pairs(const SampleCount& count, cudaStream_t stream) {
  const dim3 blocks((count.varying_count + kSampleThreads - 1) / kSampleThreads,
                    (count.sampled_count + kSampledTogether - 1) / kSampledTogether);
  count_pairs<<<blocks, kSampleThreads, 0, stream>>>(count);
  check_launch("counting sampled pairs");
}

}  // namespace tessera::cuda
