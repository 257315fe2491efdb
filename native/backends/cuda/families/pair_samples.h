#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

#include "backends/cuda/families/derived_rows.h"
#include "backends/cuda/session/columns.h"

namespace tessera::cuda {

/** Columns of a block, and sampled columns that it holds against each at a time. */
constexpr uint32_t kSampleThreads = 128, kSampledTogether = 8;
/** Words that hold a bit for each entry of a table over correlations. */
constexpr uint32_t kSeenWords = (TSR_CORRELATION_ENTRIES + 31) / 32;

/** How standardised columns are made, see tsr_sampled_pairs_params; device memory. */
struct SampleColumns {
  CellsView cells;
  DerivedRows derived;
  const double *mean, *norm;  // [N]
  uint64_t seed;
  uint32_t observations, repetition, shuffles;
};

/** What is counted, and where; device memory. */
struct SampleCount {
  const double *sampled, *varying;  // [observations][count] standardised
  uint32_t sampled_count, varying_count, observations, edge_count;
  const double* edges;
  double limit;
  unsigned long long* bins;  // [edge_count]
  unsigned int* seen;        // [kSeenWords]
};

/** z[observations][count] of the strategies that are named. Asynchronous. */
void make_sample_columns(const SampleColumns& columns, const uint32_t* strategies, uint32_t count, double* z,
                         cudaStream_t stream);

/** Adds the pairs of all sampled with all varying columns. Asynchronous. */
void count_sampled_pairs(const SampleCount& count, cudaStream_t stream);

}  // namespace tessera::cuda
