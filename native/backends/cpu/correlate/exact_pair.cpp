#include "backends/cpu/correlate/exact_pair.h"

#include <algorithm>

#include "formulas/standardise.h"

namespace tessera::cpu {

double exact_pair(const CorrelationSource& source, uint64_t a, uint64_t b) {
  formulas::Standardise<double> first, second;
  const auto for_shared = [&](const auto& visit) {
    for (uint32_t t = 0; t < source.observations(); ++t) {
      const double x = source.rows()[t][a];
      const double y = source.rows()[t][b];
      if (x == x && y == y) visit(x, y, source.weight() == nullptr ? 1.0 : source.weight()[t]);
    }
  };
  for_shared([&](double x, double y, double weight) {
    first.add(x, weight);
    second.add(y, weight);
  });
  const double mean_a = first.mean();
  const double mean_b = second.mean();
  double product = 0.0;
  for_shared([&](double x, double y, double weight) {
    first.add_deviation(x, mean_a, weight);
    second.add_deviation(y, mean_b, weight);
    product += weight * ((x - mean_a) * (y - mean_b));
  });
  const double norm = first.norm() * second.norm();
  return norm > 0.0 ? std::clamp(product / norm, -1.0, 1.0) : 0.0;
}

}  // namespace tessera::cpu
