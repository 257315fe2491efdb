#pragma once

#include <cstdint>
#include <vector>

#include "formulas/family_cell.h"
#include "tests/cuda/both.h"

namespace tessera::test {

/** Rows drawn with repeats, with signs, less something and more something of each strategy. */
struct Derived {
  std::vector<uint32_t> rows;
  std::vector<int8_t> signs;
  std::vector<double> centre, added;
  Matrix table;  // that they make

  Derived(const Matrix& m, uint64_t count) {
    for (uint64_t k = 0; k < count; ++k) {
      rows.push_back(static_cast<uint32_t>(k * 7 % m.observations));
      signs.push_back(k % 3 == 0 ? -1 : 1);
    }
    for (uint64_t i = 0; i < m.strategies; ++i) {
      centre.push_back(static_cast<double>(i % 17) - 8.3);
      added.push_back(static_cast<double>(i % 5) * 0.7);
    }
    table = {count, m.strategies, {}};
    for (uint64_t k = 0; k < count; ++k) {
      for (uint64_t i = 0; i < m.strategies; ++i) {
        const double cell = signs[k] * (formulas::present_cell(m.at(rows[k], i)) - centre[i]);
        table.cells.push_back(cell + added[i]);
      }
    }
  }
};

}  // namespace tessera::test
