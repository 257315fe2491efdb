#include "backends/cpu/session/column_kernels.h"

#include "backends/cpu/device/lanes.h"
#include "formulas/series/standardise.h"

namespace tessera::cpu {

namespace {

/** Groups of V columns from `i`, side by side; V is Vec or, for the last few, double. */
template <class V, uint32_t Groups>
inline void standardise_groups(const double* const* rows, uint32_t observations, const double* weights, uint64_t i,
                               double* mean, double* norm, uint8_t* missing) {
  using formulas::splat;
  constexpr uint32_t kWide = sizeof(V) / sizeof(double);
  formulas::Standardise<V> column[Groups];
  V present[Groups] = {}, average[Groups];
  const auto for_cells = [&](const auto& visit) {
    for (uint32_t t = 0; t < observations; ++t) {
#pragma GCC unroll 4
      for (uint32_t g = 0; g < Groups; ++g) {
        V x;
        memcpy(&x, rows[t] + i + g * kWide, sizeof x);
        visit(g, x, t);
      }
    }
  };
  for_cells([&](uint32_t g, V x, uint32_t t) {
    present[g] = present[g] + formulas::select(x == x, splat<V>(1.0), splat<V>(0.0));
    if (weights == nullptr) {
      column[g].add(x);
    } else {
      column[g].add(x, splat<V>(weights[t]));
    }
  });
  for (uint32_t g = 0; g < Groups; ++g) average[g] = column[g].mean();
  for_cells([&](uint32_t g, V x, uint32_t t) {
    if (weights == nullptr) {
      column[g].add_deviation(x, average[g]);
    } else {
      column[g].add_deviation(x, average[g], splat<V>(weights[t]));
    }
  });
  for (uint32_t g = 0; g < Groups; ++g, i += kWide) {
    const V length = column[g].norm();
    memcpy(mean + i, &average[g], sizeof(V));
    memcpy(norm + i, &length, sizeof(V));
    double count[kWide];
    memcpy(count, &present[g], sizeof count);
    for (uint32_t lane = 0; lane < kWide; ++lane) {
      missing[i + lane] = count[lane] < static_cast<double>(observations) ? 1 : 0;
    }
  }
}

void standardise(const double* const* rows, uint32_t observations, const double* weights, uint64_t begin, uint64_t end,
                 double* mean, double* norm, uint8_t* missing) {
  // So many at once: of a wide table a row is on another page than the one before.
  constexpr uint32_t kGroups = 4;
  uint64_t i = begin;
  for (; i + kGroups * kLanes <= end; i += kGroups * kLanes) {
    standardise_groups<Vec, kGroups>(rows, observations, weights, i, mean, norm, missing);
  }
  for (; i + kLanes <= end; i += kLanes) standardise_groups<Vec, 1>(rows, observations, weights, i, mean, norm, missing);
  for (; i < end; ++i) standardise_groups<double, 1>(rows, observations, weights, i, mean, norm, missing);
}

/** Cell(s) at `from`, standardised when mean is given; missing as 0. */
template <class V>
inline V prepared(const double* from, const double* mean, const double* norm) {
  V x;
  memcpy(&x, from, sizeof x);
  if (mean == nullptr) return formulas::select(x == x, x, formulas::splat<V>(0.0));
  V average, length;
  memcpy(&average, mean, sizeof average);
  memcpy(&length, norm, sizeof length);
  return formulas::standardised(x, average, length);
}

void gather_rows(const double* const* rows, uint32_t observations, uint64_t begin, uint64_t end, const double* mean,
                 const double* norm, double* to, size_t stride) {
  const auto at = [](const double* base, uint64_t i) { return base == nullptr ? nullptr : base + i; };
  const uint32_t padded = (observations + 7) / 8 * 8;
  uint64_t i = begin;
  for (; i + kLanes <= end; i += kLanes) {
    double* const out = to + (i - begin) * stride;
    for (uint32_t t = 0; t < padded; t += kLanes) {
      Vec block[kLanes];
      for (uint32_t j = 0; j < kLanes; ++j) {
        block[j] = t + j < observations ? prepared<Vec>(rows[t + j] + i, at(mean, i), at(norm, i)) : Vec{};
      }
      transpose(block);
      for (uint32_t lane = 0; lane < kLanes; ++lane) store(out + lane * stride + t, block[lane]);
    }
  }
  for (; i < end; ++i) {
    double* const out = to + (i - begin) * stride;
    for (uint32_t t = 0; t < padded; ++t) {
      out[t] = t < observations ? prepared<double>(rows[t] + i, at(mean, i), at(norm, i)) : 0.0;
    }
  }
}

}  // namespace

const ColumnKernels TSR_TABLE(column_kernels) = {standardise, gather_rows};

}  // namespace tessera::cpu
