#include "tests/support/sample_rows.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "search/stream.h"

namespace tessera::test {

namespace {

double gaussian(search::Stream& stream) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - stream.uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * stream.uniform());
}

/** Student t with 4 degrees of freedom, cut off at the gains' side: short options win often and lose much. */
double shock(search::Stream& stream) {
  double square = 0;
  for (int k = 0; k < 4; ++k) {
    const double g = gaussian(stream);
    square += g * g / 4;
  }
  return std::min(gaussian(stream) / std::sqrt(square), 1.3);
}

}  // namespace

std::vector<std::vector<double>> sample_rows(uint32_t T, uint32_t N, uint64_t seed) {
  constexpr uint32_t family_size = 206;
  std::vector<std::vector<double>> rows(T, std::vector<double>(N));
  search::Stream market_stream({seed, 200, 0, 0, 0});
  std::vector<double> market(T);
  for (auto& m : market) m = shock(market_stream);
  std::vector<double> family(T), wide(T);
  double scale = 0, load = 0;
  for (uint32_t i = 0; i < N; ++i) {
    if (i % family_size == 0) {
      search::Stream stream({seed, 200, 0, 1, i});
      scale = 300.0 + 900.0 * stream.uniform();
      load = 0.2 + 0.6 * stream.uniform();
      for (auto& f : family) f = shock(stream);
      for (auto& w : wide) w = gaussian(stream);  // how a wide stop differs from a tight one on that day
    }
    search::Stream stream({seed, 200, 0, 2, i});
    const double drift = 0.06 * gaussian(stream) - 0.01;
    const double stop = 0.5 * gaussian(stream);
    for (uint32_t t = 0; t < T; ++t) {
      const double own = 0.45 * gaussian(stream);
      rows[t][i] = scale * (load * market[t] + 0.7 * family[t] + stop * 0.5 * wide[t] + own + drift);
      if (stream.uniform() < 0.001) rows[t][i] = 0;
    }
    const bool copies = i > 0 && stream.uniform() < 0.002;
    const bool constant = stream.uniform() < 0.0005;
    for (auto& row : rows) {
      if (copies) row[i] = row[i - 1];
      if (constant) row[i] = 16.0;
    }
  }
  return rows;
}

}  // namespace tessera::test
