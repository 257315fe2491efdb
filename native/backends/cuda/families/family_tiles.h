#pragma once

#include "backends/cuda/families/derived_rows.h"
#include "backends/cuda/session/columns.h"

namespace tessera::cuda {

/** Pairs of a tile's side, and observations whose products add up in single precision before they are added to the rest. */
constexpr uint32_t kFamilyTile = 128;
constexpr uint32_t kFamilyDepth = 160;
/** Figures of one launch: their sums over a tile's rows lie in shared memory. */
constexpr uint32_t kMostFigures = 40;

/** How far such a product of columns of norm 1 may lie from r; as single_error of the CPU backend. */
constexpr double family_error(uint32_t observations) {
  const uint32_t depth = observations < kFamilyDepth ? observations : kFamilyDepth;
  return (depth + observations / kFamilyDepth + 6.0) * 0x1.0p-24;
}

/** A range of strategies on the device. */
struct FamilySide {
  const float* single;  // [tile][observation][kFamilyTile] standardised, zero-filled to whole tiles
  const double* cells;  // of the range's first strategy: cells[s * pitch + t]
  uint64_t pitch;
  uint64_t first, count;

  __host__ __device__ uint32_t tiles() const { return static_cast<uint32_t>((count + kFamilyTile - 1) / kFamilyTile); }
};

/** Pairs that single precision leaves open, by their places in the sides of a launch; device memory. */
struct OpenPairs {
  uint2* pairs;
  unsigned int* count;  // how many there were; those beyond the capacity are settled where they are met
  uint32_t capacity;
};

/** What is asked, and where its sums go; device memory, [N] unless said, see tsr_family_sums_params. */
struct FamilyQuestion {
  uint32_t observations, figure_count, first_entry;
  const double *mean, *norm;
  const int64_t* by_entry;  // [entries]
  const int64_t* figures;   // [N][figure_count]
  float from;               // a product below is surely of no family
  double error;
  unsigned int* others;
  unsigned long long *entry_sums, *figure_sums;  // figure_sums: [N][figure_count]
  DerivedRows derived;
  OpenPairs open;
};

/** Fills the panel of a side whose cells are there. Asynchronous. */
void standardise_family(const FamilySide& side, const FamilyQuestion& question, float* single, cudaStream_t stream);

/** Adds the pairs of row tiles first_tile .. first_tile + tile_count with all columns to the sums of the rows. Asynchronous. */
void sum_families(const FamilySide& rows, const FamilySide& columns, const FamilyQuestion& question, uint32_t first_tile,
                  uint32_t tile_count, cudaStream_t stream);

}  // namespace tessera::cuda
