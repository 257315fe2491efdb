// What the kernels of a search are given. Plain data, passed by value; all pointers are device memory.
#pragma once

#include <cstdint>

#include "tessera_backend.h"

namespace tessera::cuda {

/** The table as islands read it. */
struct SearchMatrixView {
  const double* pnl;  // [N][pnl_pitch] currency, NaN = missing
  uint64_t pnl_pitch;
  const double* standardised;  // [N][standardised_pitch] mean 0 and norm 1, missing = 0
  uint64_t standardised_pitch;
  const uint8_t* varying;  // [N] 0 = constant column
  // For bounds, as search/columns.h has them; time-major, so that neighbouring threads read neighbouring strategies.
  const double* prefix;  // [T][N] P&L of rows 0..t summed
  const float* unit;     // [Tc][N] standardised, each varying column of length 1
};

/** What a block tells the host when it has done its part, behind the head of its island's state. */
struct IslandReport {
  uint64_t began, ended;  // nanoseconds of the device's clock
  uint64_t launch;        // number of the launch; written last
};

struct IslandWork {
  tsr_search_problem problem;
  tsr_search_generation generation;
  SearchMatrixView matrix;
  unsigned char* states;  // [islands here][state_bytes]
  uint64_t state_bytes;
  unsigned char* scratch;  // [islands here][scratch_bytes]
  uint64_t scratch_bytes;
  uint32_t first_island;  // number of the first island on this device
  uint32_t islands;       // on this device
  uint64_t polish_budget;
  unsigned char* reports;  // [islands here][report_bytes] page-locked memory of the host: heads, each with an IslandReport
  uint64_t report_bytes;
  uint64_t head_bytes;
  uint64_t launch;
  uint32_t near_bytes;  // shared memory of a block for what islands touch most, beside the tile
  uint32_t narrow;      // 1 = in narrow blocks
  uint32_t blocks;      // that work on an island together, 1 = it has one
};

}  // namespace tessera::cuda
