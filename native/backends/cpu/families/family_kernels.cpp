#include "backends/cpu/families/family_kernels.h"

#include "backends/cpu/device/lanes.h"
#include "formulas/family_cell.h"

namespace tessera::cpu {

namespace {

/** Twice as many floats as doubles to a vector. */
constexpr uint32_t kFloats = 2 * kLanes;
typedef float FloatVec __attribute__((vector_size(kFloats * sizeof(float))));

/** Register block: kRows x (kVectors x kFloats) sums, for 32 or 16 vector registers. */
constexpr uint32_t kVectors = 3;
constexpr uint32_t kRows = kLanes == 8 ? 8 : 4;
constexpr uint32_t kColumns = kVectors * kFloats;
constexpr uint32_t kTile = kFamilyTile;

static_assert(kSinglePanel % kColumns == 0 && kSinglePanel % kRows == 0 && kTile % kSinglePanel == 0);

inline FloatVec load_floats(const float* from) {
  FloatVec value;
  memcpy(&value, from, sizeof value);
  return value;
}

inline void store_floats(float* to, FloatVec value) { memcpy(to, &value, sizeof value); }

void pack(const SinglePack& job, uint64_t panel, float* to) {
  const uint64_t first = panel * kSinglePanel;
  const uint64_t left = job.strategies > first ? job.strategies - first : 0;
  const uint32_t filled = left < kSinglePanel ? static_cast<uint32_t>(left) : kSinglePanel;
  for (uint32_t t = 0; t < job.observations; ++t) {
    const double* const row = job.rows[t] + first;
    float* const line = to + static_cast<size_t>(t) * kSinglePanel;
    for (uint32_t i = 0; i < filled; ++i) {
      line[i] = static_cast<float>(formulas::family_cell(row[i], job.mean[first + i], job.norm[first + i]));
    }
    for (uint32_t i = filled; i < kSinglePanel; ++i) line[i] = 0.0f;
  }
}

/** c (kTile wide) = or += a . b for one register block; a and b point at rows of kSinglePanel. */
template <bool Add>
inline __attribute__((always_inline)) void multiply_block(const float* a, const float* b, uint32_t depth, float* c) {
  FloatVec sum[kRows][kVectors];
  for (uint32_t r = 0; r < kRows; ++r) {
    for (uint32_t v = 0; v < kVectors; ++v) sum[r][v] = FloatVec{};
  }
  for (uint32_t t = 0; t < depth; ++t) {
    FloatVec right[kVectors];
    for (uint32_t v = 0; v < kVectors; ++v) right[v] = load_floats(b + v * kFloats);
#pragma GCC unroll 8
    for (uint32_t r = 0; r < kRows; ++r) {
      const FloatVec left = a[r] - FloatVec{};
#pragma GCC unroll 3
      for (uint32_t v = 0; v < kVectors; ++v) sum[r][v] = sum[r][v] + left * right[v];
    }
    a += kSinglePanel;
    b += kSinglePanel;
  }
  for (uint32_t r = 0; r < kRows; ++r) {
    for (uint32_t v = 0; v < kVectors; ++v) {
      float* const to = c + r * kTile + v * kFloats;
      store_floats(to, Add ? load_floats(to) + sum[r][v] : sum[r][v]);
    }
  }
}

template <bool Add>
void multiply_depth(const float* a, const float* b, size_t panel_size, uint32_t depth, float* c) {
  for (uint32_t column = 0; column < kTile; column += kColumns) {
    const float* const right = b + column / kSinglePanel * panel_size + column % kSinglePanel;
    for (uint32_t row = 0; row < kTile; row += kRows) {
      const float* const left = a + row / kSinglePanel * panel_size + row % kSinglePanel;
      multiply_block<Add>(left, right, depth, c + row * kTile + column);
    }
  }
}

void multiply(const float* a, const float* b, uint32_t observations, float* c) {
  const size_t panel_size = static_cast<size_t>(observations) * kSinglePanel;
  for (uint32_t first = 0; first < observations; first += kSingleDepth) {
    const uint32_t depth = observations - first < kSingleDepth ? observations - first : kSingleDepth;
    const size_t offset = static_cast<size_t>(first) * kSinglePanel;
    if (first == 0) {
      multiply_depth<false>(a, b, panel_size, depth, c);
    } else {
      multiply_depth<true>(a + offset, b + offset, panel_size, depth, c);
    }
  }
}

uint32_t find(const float* c, float from, uint32_t* cells) {
  uint32_t found = 0;
  for (uint32_t row = 0; row < kTile; ++row) {
    const float* const line = c + row * kTile;
    FloatVec most = load_floats(line);
    for (uint32_t j = kFloats; j < kTile; j += kFloats) {
      const FloatVec next = load_floats(line + j);
      most = next > most ? next : most;
    }
    float largest = most[0];
    for (uint32_t lane = 1; lane < kFloats; ++lane) largest = most[lane] > largest ? most[lane] : largest;
    if (!(largest >= from)) continue;
    for (uint32_t j = 0; j < kTile; ++j) {
      cells[found] = row * kTile + j;
      found += line[j] >= from ? 1 : 0;
    }
  }
  return found;
}

}  // namespace

const FamilyKernels TSR_TABLE(family_kernels) = {pack, multiply, find};

}  // namespace tessera::cpu
