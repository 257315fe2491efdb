#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "formulas/family_cell.h"
#include "tessera_backend.h"
#include "tests/support/samples.h"

namespace tessera::test {

/** What a pass is asked and what it answers. */
struct FamilyCase {
  std::vector<double> mean, norm;
  std::vector<int64_t> by_entry, figures;
  std::vector<uint32_t> others;
  std::vector<int64_t> entry_sums, figure_sums;
  uint32_t figure_count, first_entry;

  FamilyCase(const Matrix& m, uint32_t count, uint32_t first)
      : mean(m.strategies), norm(m.strategies), figure_count(count), first_entry(first) {
    for (uint64_t i = 0; i < m.strategies; ++i) {
      double sum = 0.0, squares = 0.0;
      for (uint64_t t = 0; t < m.observations; ++t) sum += tessera::formulas::present_cell(m.at(t, i));
      mean[i] = sum / static_cast<double>(m.observations);
      bool varies = false;
      for (uint64_t t = 0; t < m.observations; ++t) {
        const double d = tessera::formulas::present_cell(m.at(t, i)) - mean[i];
        squares += d * d;
        varies = varies || tessera::formulas::present_cell(m.at(t, i)) != tessera::formulas::present_cell(m.at(0, i));
      }
      norm[i] = varies ? std::sqrt(squares) : 0.0;
    }
    for (int64_t k = 0; k < TSR_CORRELATION_ENTRIES; ++k) by_entry.push_back(k * k - 777);
    for (uint64_t i = 0; i < m.strategies * count; ++i) figures.push_back(static_cast<int64_t>(i * 7919 % 1009) - 500);
    others.resize(m.strategies, 99);
    entry_sums.resize(m.strategies, 99);
    figure_sums.resize(m.strategies * count, 99);
  }
  tsr_family_sums_params params() {
    return {sizeof(tsr_family_sums_params),
            figure_count,
            first_entry,
            0,
            mean.data(),
            norm.data(),
            by_entry.data(),
            figures.data(),
            others.data(),
            entry_sums.data(),
            figure_sums.data(),
            nullptr};
  }
  bool same_sums(const FamilyCase& b) const {
    return others == b.others && entry_sums == b.entry_sums && figure_sums == b.figure_sums;
  }
};

/** The definition, pair by pair. */
inline void run_naive(const Matrix& m, FamilyCase& pass) {
  const uint64_t n = m.strategies;
  std::vector<double> z(n * m.observations);
  for (uint64_t i = 0; i < n; ++i) {
    for (uint64_t t = 0; t < m.observations; ++t) {
      z[i * m.observations + t] = tessera::formulas::family_cell(m.at(t, i), pass.mean[i], pass.norm[i]);
    }
  }
  std::ranges::fill(pass.others, 0u);
  std::ranges::fill(pass.entry_sums, 0);
  std::ranges::fill(pass.figure_sums, 0);
  for (uint64_t i = 0; i < n; ++i) {
    for (uint64_t j = 0; j < n; ++j) {
      if (i == j) continue;
      double sum = 0.0;
      for (uint64_t t = 0; t < m.observations; ++t) sum += z[i * m.observations + t] * z[j * m.observations + t];
      const double within = std::clamp(sum, -1.0, 1.0);
      const auto entry = static_cast<uint32_t>(std::floor((within + 1.0) * 1000.0 + 0.5));
      if (entry < pass.first_entry) continue;
      ++pass.others[i];
      pass.entry_sums[i] += pass.by_entry[entry];
      for (uint32_t k = 0; k < pass.figure_count; ++k) {
        pass.figure_sums[i * pass.figure_count + k] += pass.figures[j * pass.figure_count + k];
      }
    }
  }
}

}  // namespace tessera::test
