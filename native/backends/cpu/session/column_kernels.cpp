#include "backends/cpu/session/column_kernels.h"

#include "backends/cpu/device/lanes.h"
#include "formulas/series/standardise.h"

namespace tessera::cpu {

namespace {

/** One group of V columns from `i`; V is Vec or, for the last few, double. */
template <class V>
inline void standardise_group(const double* const* rows, uint32_t observations, const double* weights, uint64_t i, double* mean,
                              double* norm, uint8_t* missing) {
  using formulas::splat;
  formulas::Standardise<V> column;
  V x, present = splat<V>(0.0);
  for (uint32_t t = 0; t < observations; ++t) {
    memcpy(&x, rows[t] + i, sizeof x);
    present = present + formulas::select(x == x, splat<V>(1.0), splat<V>(0.0));
    if (weights == nullptr) {
      column.add(x);
    } else {
      column.add(x, splat<V>(weights[t]));
    }
  }
  const V average = column.mean();
  for (uint32_t t = 0; t < observations; ++t) {
    memcpy(&x, rows[t] + i, sizeof x);
    if (weights == nullptr) {
      column.add_deviation(x, average);
    } else {
      column.add_deviation(x, average, splat<V>(weights[t]));
    }
  }
  const V length = column.norm();
  memcpy(mean + i, &average, sizeof average);
  memcpy(norm + i, &length, sizeof length);
  double count[sizeof(V) / sizeof(double)];
  memcpy(count, &present, sizeof count);
  for (uint32_t lane = 0; lane < sizeof(V) / sizeof(double); ++lane) {
    missing[i + lane] = count[lane] < static_cast<double>(observations) ? 1 : 0;
  }
}

void standardise(const double* const* rows, uint32_t observations, const double* weights, uint64_t begin, uint64_t end,
                 double* mean, double* norm, uint8_t* missing) {
  uint64_t i = begin;
  for (; i + kLanes <= end; i += kLanes) standardise_group<Vec>(rows, observations, weights, i, mean, norm, missing);
  for (; i < end; ++i) standardise_group<double>(rows, observations, weights, i, mean, norm, missing);
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
