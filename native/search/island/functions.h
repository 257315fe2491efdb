#pragma once

// exp, log, tanh, cos and the normal distribution with the same bits on every side. Those of a C library and of a device differ
// in the last place, which a search would notice: it decides by them. Each is within a few units in the last place, but for
// normal_below.
#include <cmath>
#include <cstdint>
#include <cstring>

#include "search/side.h"

namespace tessera::search::island {

/** 2 to the power of k, -1022 <= k <= 1023. */
TSR_SIDE double power_of_2(int32_t k) {
  const uint64_t bits = static_cast<uint64_t>(1023 + k) << 52;
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/** e to the power of x: x = k ln 2 + r, and the series of e^r for |r| <= ln 2 / 2. 0 below -700, infinite above 700. */
TSR_SIDE double exponential(double x) {
  if (x != x) return x;
  if (x < -700) return 0;
  if (x > 700) return HUGE_VAL;
  const double k = floor(x * 1.4426950408889634 + 0.5);
  // ln 2 in two parts; k times the first is exact.
  const double r = (x - k * 0.6931471803691238) - k * 1.9082149292705877e-10;
  // 1 / 13! ... 1 / 2!, 1, 1
  double sum = 1.6059043836821613e-10;
  sum = sum * r + 2.08767569878681e-9;
  sum = sum * r + 2.505210838544172e-8;
  sum = sum * r + 2.755731922398589e-7;
  sum = sum * r + 2.7557319223985893e-6;
  sum = sum * r + 2.48015873015873e-5;
  sum = sum * r + 1.984126984126984e-4;
  sum = sum * r + 1.388888888888889e-3;
  sum = sum * r + 8.333333333333333e-3;
  sum = sum * r + 4.1666666666666664e-2;
  sum = sum * r + 0.16666666666666666;
  sum = sum * r + 0.5;
  sum = (sum * r + 1.0) * r + 1.0;
  return sum * power_of_2(static_cast<int32_t>(k));
}

/** Natural logarithm of a normal number x > 0: x = m 2^k with m near 1, and the series of artanh((m - 1) / (m + 1)). */
TSR_SIDE double logarithm(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  auto k = static_cast<int32_t>(bits >> 52) - 1023;
  bits = (bits & 0xFFFFFFFFFFFFFull) | 0x3FF0000000000000ull;
  double m;
  memcpy(&m, &bits, sizeof m);
  if (m > 1.4142135623730951) {
    m = m / 2;
    ++k;
  }
  const double f = (m - 1) / (m + 1), square = f * f;
  double sum = 0;
  for (int term = 21; term > 0; term -= 2) sum = sum * square + 1.0 / term;
  return 2 * f * sum + k * 0.6931471805599453;
}

/** tanh x to about 1e-16 of 1: what a correlation is of its Fisher transform. */
TSR_SIDE double hyperbolic_tangent(double x) {
  const double size = 1 - 2 / (exponential(2 * fabs(x)) + 1);
  return x < 0 ? -size : size;
}

/** artanh r, |r| < 1, to about 1e-16: Fisher's transform of a correlation. */
TSR_SIDE double fisher_transform(double r) { return 0.5 * logarithm((1 + r) / (1 - r)); }

/** cos(2 pi t), 0 <= t <= 1: the series of cos or sin within an eighth of a turn of the nearest quarter. */
TSR_SIDE double cosine_of_turn(double t) {
  const double quarter = floor(4 * t + 0.5);
  const double a = (t - quarter / 4) * 6.283185307179586, square = a * a;
  const auto place = static_cast<int32_t>(quarter) & 3;
  const bool is_sine = (place & 1) != 0;
  double sum = 1;
  for (int k = is_sine ? 17 : 16; k > 1; k -= 2) sum = 1 - sum * square / (k * (k - 1));
  if (is_sine) sum = sum * a;
  return place == 1 || place == 2 ? -sum : sum;
}

/** Density of the standard normal distribution. */
TSR_SIDE double normal_density(double z) { return exponential(-0.5 * z * z) * 0.3989422804014327; }

/**
 * Probability that a standard normal number is below z, to about 1e-9 of itself for any z <= 0. Near 0 the series of
 * Abramowitz and Stegun 26.2.11, further out the continued fraction 26.2.14.
 */
TSR_SIDE double normal_below(double z) {
  const double x = fabs(z);
  double tail;
  if (x < 3) {
    double term = x, sum = x;
    for (int k = 1; k <= 40; ++k) {
      term = term * x * x / (2 * k + 1);
      sum = sum + term;
    }
    tail = 0.5 - normal_density(x) * sum;
  } else {
    double fraction = x;
    for (int k = 60; k > 0; --k) fraction = x + k / fraction;
    tail = normal_density(x) / fraction;
  }
  return z > 0 ? 1 - tail : tail;
}

/** Normal quantile to 5e-4, enough for ranks: Abramowitz and Stegun 26.2.23. 0 < p < 1. */
TSR_SIDE double normal_quantile(double p) {
  const double low = p > 0.5 ? 1 - p : p;
  const double t = sqrt(-2 * logarithm(low));
  const double z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  return p > 0.5 ? -z : z;
}

}  // namespace tessera::search::island
