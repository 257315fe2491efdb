#include "backends/cpu/families/family_kernels.h"

#if TSR_LANES == 8
#include <immintrin.h>
#endif

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

void round_column(const float* panel, uint32_t observations, uint32_t i, const BytePanel& to) {
  float largest = 0.0f;
  for (uint32_t t = 0; t < observations; ++t) {
    const float x = panel[t * kSinglePanel + i];
    const float size = x < 0.0f ? -x : x;
    largest = size > largest ? size : largest;
  }
  const float unit = largest / 127.0f, scale = unit > 0.0f ? 127.0f / largest : 0.0f;
  int32_t sum = 0;
  double squares = 0.0;  // 2048 of them in single precision may lack more than is allowed for rounding
  for (uint32_t t = 0; t < byte_rows(observations); ++t) {
    const float x = t < observations ? panel[t * kSinglePanel + i] : 0.0f;
    const auto number = static_cast<int32_t>(x * scale + (x < 0.0f ? -0.5f : 0.5f));
    const double rest = static_cast<double>(x) - static_cast<double>(number) * static_cast<double>(unit);
    squares += rest * rest;
    sum += number;
    const size_t at = (static_cast<size_t>(t / 4) * kSinglePanel + i) * 4 + t % 4;
    to.left[at] = static_cast<int8_t>(number);
    to.right[at] = static_cast<uint8_t>(number + 128);
  }
  to.unit[i] = unit;
  to.error[i] = static_cast<float>(__builtin_sqrt(squares));
  to.offset[i] = -128 * sum;
}

void round(const float* panel, uint32_t observations, const BytePanel& to) {
  const uint32_t length = line_length(observations);
  for (uint32_t i = 0; i < kSinglePanel; ++i) {
    round_column(panel, observations, i, to);
    float* const line = to.line + static_cast<size_t>(i) * length;
    for (uint32_t t = 0; t < length; ++t) line[t] = t < observations ? panel[t * kSinglePanel + i] : 0.0f;
  }
}

float product(const float* a, const float* b, uint32_t observations) {
  FloatVec sums = {};
  for (uint32_t t = 0; t < line_length(observations); t += kFloats) sums = sums + load_floats(a + t) * load_floats(b + t);
  float sum = 0.0f;
  for (uint32_t lane = 0; lane < kFloats; ++lane) sum += sums[lane];
  return sum;
}

#if TSR_LANES == 8

typedef int32_t Numbers __attribute__((vector_size(kFloats * sizeof(int32_t))));

/**
 * sum += the products of four unsigned with four signed bytes, lane by lane (VNNI). Through the intrinsic GCC 12 copies every
 * sum before it adds, and has no registers left.
 */
inline __attribute__((always_inline)) void add_products(Numbers& sum, Numbers bytes, Numbers signed_bytes) {
  asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(bytes), "v"(signed_bytes));
}

/** One register block of bytes: the cells of those pairs that reach what their row asks for. */
uint32_t screen_block(const ByteTiles& tiles, const int8_t* left, const uint8_t* right, uint32_t steps, uint32_t row,
                      uint32_t column, uint32_t* cells) {
  Numbers sum[kRows][kVectors];
#pragma GCC unroll 8
  for (uint32_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) sum[r][v] = tiles.offset[row + r] + Numbers{};
  }
  for (uint32_t step = 0; step < steps; ++step) {
    Numbers others[kVectors];
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) memcpy(&others[v], right + v * sizeof(Numbers), sizeof(Numbers));
#pragma GCC unroll 8
    for (uint32_t r = 0; r < kRows; ++r) {
      int32_t four;
      memcpy(&four, left + r * 4, sizeof four);
      const Numbers own = four + Numbers{};
#pragma GCC unroll 3
      for (uint32_t v = 0; v < kVectors; ++v) add_products(sum[r][v], others[v], own);
    }
    left += kSinglePanel * 4;
    right += kSinglePanel * 4;
  }
  uint32_t found = 0;
#pragma GCC unroll 8
  for (uint32_t r = 0; r < kRows; ++r) {
    const __m512 least = _mm512_set1_ps(tiles.least[row + r]);
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) {
      const FloatVec reached = __builtin_convertvector(sum[r][v], FloatVec) * load_floats(tiles.unit + column + v * kFloats);
      for (uint32_t mask = _mm512_cmp_ps_mask((__m512)reached, least, _CMP_GE_OQ); mask != 0; mask &= mask - 1) {
        cells[found++] = (row + r) * kTile + column + v * 16 + static_cast<uint32_t>(__builtin_ctz(mask));
      }
    }
  }
  return found;
}

uint32_t screen(const ByteTiles& tiles, uint32_t observations, uint32_t* cells) {
  const uint32_t steps = byte_rows(observations) / 4;
  const size_t panel_size = static_cast<size_t>(steps) * kSinglePanel * 4;
  uint32_t found = 0;
  for (uint32_t column = 0; column < kTile; column += kColumns) {
    const uint8_t* const right = tiles.right + column / kSinglePanel * panel_size + column % kSinglePanel * 4;
    for (uint32_t row = 0; row < kTile; row += kRows) {
      const int8_t* const left = tiles.left + row / kSinglePanel * panel_size + row % kSinglePanel * 4;
      found += screen_block(tiles, left, right, steps, row, column, cells + found);
    }
  }
  return found;
}

#else

constexpr auto screen = nullptr;

#endif

}  // namespace

const FamilyKernels TSR_TABLE(family_kernels) = {pack, multiply, find, round, screen, product};

}  // namespace tessera::cpu
