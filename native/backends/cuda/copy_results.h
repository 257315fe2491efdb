#pragma once

#include "backends/cuda/chunk_pipeline.h"
#include "backends/cuda/parallel_for.h"

namespace tessera::cuda {

/** Copies the results of a chunk, `each` doubles per unit, to their place in the caller's array. */
inline void copy_results(const double* from, double* to, const Chunk& chunk, uint64_t each) {
  constexpr uint64_t kPiece = 1 << 15;
  const uint64_t count = chunk.count * each;
  parallel_for((count + kPiece - 1) / kPiece, kPiece * sizeof(double), [&](uint64_t piece) {
    const uint64_t begin = piece * kPiece, end = std::min(count, begin + kPiece);
    std::copy(from + begin, from + end, to + chunk.first * each + begin);
  });
}

}  // namespace tessera::cuda
