#include "tests/cpu/naive.h"

#include <algorithm>
#include <cmath>

namespace tessera::test {
namespace {

using Real = long double;

std::vector<Real> present(const Matrix& m, uint64_t i) {
  std::vector<Real> column;
  for (uint64_t t = 0; t < m.observations; ++t) {
    if (!std::isnan(m.at(t, i))) column.push_back(m.at(t, i));
  }
  return column;
}

Real sum_of(const std::vector<Real>& x, const auto& f) {
  Real sum = 0;
  for (const Real v : x) sum += f(v);
  return sum;
}

std::vector<Real> drawdowns(const std::vector<Real>& x, bool from_zero) {
  std::vector<Real> depths;
  Real equity = 0, peak = from_zero ? 0 : -INFINITY;
  for (const Real v : x) {
    equity += v;
    peak = std::max(peak, equity);
    depths.push_back(peak - equity);
  }
  return depths;
}

Real quantile(std::vector<Real> x, double alpha) {
  std::sort(x.begin(), x.end());
  const Real position = static_cast<Real>(alpha) * static_cast<Real>(x.size() - 1);
  const auto low = static_cast<size_t>(std::floor(position + 1e-9L));
  if (low + 1 >= x.size()) return x[low];
  return x[low] + std::max<Real>(0, position - low) * (x[low + 1] - x[low]);
}

Real shortfall(std::vector<Real> x, double alpha) {
  std::sort(x.begin(), x.end());
  Real left = static_cast<Real>(alpha) * x.size(), sum = 0;
  const Real weight = left;
  if (weight < 1) return x[0];
  for (size_t i = 0; left > 1e-12L; ++i, left -= 1) sum += std::min<Real>(1, left) * x[i];
  return sum / weight;
}

Real longest_run(const std::vector<Real>& x, const auto& holds) {
  Real run = 0, longest = 0;
  for (const Real v : x) longest = std::max(longest, run = holds(v) ? run + 1 : 0);
  return longest;
}

}  // namespace

double naive_rho(const Matrix& m, uint64_t a, uint64_t b, const double* weights) {
  std::vector<Real> x, y, w;
  for (uint64_t t = 0; t < m.observations; ++t) {
    if (std::isnan(m.at(t, a)) || std::isnan(m.at(t, b)) || (weights != nullptr && weights[t] == 0)) continue;
    w.push_back(weights == nullptr ? 1 : weights[t]);
    x.push_back(m.at(t, a));
    y.push_back(m.at(t, b));
  }
  const auto constant = [](const std::vector<Real>& v) {
    return std::all_of(v.begin(), v.end(), [&](Real value) { return value == v[0]; });
  };
  if (x.size() < 2 || constant(x) || constant(y)) return 0.0;
  Real n = 0, mean_x = 0, mean_y = 0;
  for (size_t k = 0; k < x.size(); ++k) {
    n += w[k];
    mean_x += w[k] * x[k];
    mean_y += w[k] * y[k];
  }
  mean_x /= n;
  mean_y /= n;
  Real xy = 0, xx = 0, yy = 0;
  for (size_t k = 0; k < x.size(); ++k) {
    xy += w[k] * (x[k] - mean_x) * (y[k] - mean_y);
    xx += w[k] * (x[k] - mean_x) * (x[k] - mean_x);
    yy += w[k] * (y[k] - mean_y) * (y[k] - mean_y);
  }
  return static_cast<double>(xy / std::sqrt(xx * yy));
}

NaiveScore naive_score(const Matrix& m, const Matrix& source, const uint32_t* members, uint32_t size,
                       const tsr_objective& objective) {
  std::vector<Real> r(m.observations, 0);
  for (uint64_t t = 0; t < m.observations; ++t) {
    for (uint32_t k = 0; k < size; ++k) {
      const double x = m.at(t, members[k]);
      r[t] += std::isnan(x) ? 0 : x;
    }
    r[t] /= size;
  }
  Real c = 0;
  for (uint32_t i = 0; i < size; ++i) {
    for (uint32_t j = i + 1; j < size; ++j) c += naive_rho(source, members[i], members[j]);
  }
  if (size > 1) c /= size * (size - 1) / 2.0L;
  const auto depths = drawdowns(r, objective.peak_from_zero != 0);
  const Real roi = sum_of(r, [](Real v) { return v; });
  const Real mdd = *std::max_element(depths.begin(), depths.end());
  const Real n = r.size();
  const Real gain = sum_of(r, [](Real v) { return std::max<Real>(v, 0); });
  const Real loss = sum_of(r, [](Real v) { return std::max<Real>(-v, 0); });
  const Real wins = sum_of(r, [](Real v) { return v > 0 ? 1 : 0; });
  const Real losses = sum_of(r, [](Real v) { return v < 0 ? 1 : 0; });
  const Real w = wins / n;
  Real base = 0;
  switch (objective.metric) {
    case TSR_OBJECTIVE_ROI: base = roi; break;
    case TSR_OBJECTIVE_LESS_MAX_DD: base = -mdd; break;
    case TSR_OBJECTIVE_WIN_PERCENTAGE: base = w; break;
    case TSR_OBJECTIVE_PROFIT_FACTOR: base = loss > 1e-6L ? gain / loss : gain > 0 ? 1 : 0; break;
    case TSR_OBJECTIVE_EXPECTANCY: base = w * (wins > 0 ? gain / wins : 0) - (1 - w) * (losses > 0 ? loss / losses : 0); break;
    default: base = mdd > 1e-6L ? roi / mdd : roi > 0 ? 100 * roi : 10 * roi;
  }
  const bool halves = objective.metric == TSR_OBJECTIVE_RATIO || objective.metric == TSR_OBJECTIVE_LESS_MAX_DD;
  const Real h = halves && mdd < objective.drawdown_threshold ? 0.5L : 1.0L;
  const Real fitness = base - objective.penalty_weight * c * h;
  return {static_cast<double>(base), static_cast<double>(c), static_cast<double>(fitness), static_cast<double>(roi),
          static_cast<double>(mdd)};
}

std::optional<double> naive_metric(const Matrix& m, uint64_t i, uint32_t metric, const tsr_metric_config& config) {
  const std::vector<Real> x = present(m, i);
  if (x.size() < 2) return std::nullopt;
  const Real n = x.size();
  const bool legacy = config.profile == TSR_PROFILE_LEGACY;
  const Real sum = sum_of(x, [](Real v) { return v; });
  const Real mean = sum / n;
  const Real squares = sum_of(x, [&](Real v) { return (v - mean) * (v - mean); });
  const Real std = std::sqrt(squares / (legacy ? n : n - 1));
  if (std < 1e-9L * std::fabs(mean) || std == 0) return std::nullopt;
  const auto depths = drawdowns(x, !legacy);
  const Real mdd = *std::max_element(depths.begin(), depths.end());
  const auto moment = [&](int power) { return sum_of(x, [&](Real v) { return std::pow(v - mean, power); }) / n; };
  switch (metric) {
    case TSR_METRIC_ROI: return sum;
    case TSR_METRIC_OBSERVATIONS: return n;
    case TSR_METRIC_MAX_DRAWDOWN: return mdd;
    case TSR_METRIC_STD: return std;
    case TSR_METRIC_SHARPE: return (legacy ? mean : mean - config.risk_free) / std * std::sqrt(config.annualisation);
    case TSR_METRIC_ULCER: return std::sqrt(sum_of(depths, [](Real v) { return v * v; }) / n);
    case TSR_METRIC_SKEW: return moment(3) / std::pow(moment(2), 1.5L);
    case TSR_METRIC_KURTOSIS: return moment(4) / (moment(2) * moment(2)) - 3;
    case TSR_METRIC_WIN_STREAK: return longest_run(x, [](Real v) { return v > 0; });
    case TSR_METRIC_LOSS_STREAK: return longest_run(x, [](Real v) { return v < 0; });
    case TSR_METRIC_VAR_95: return quantile(x, 0.05);
    case TSR_METRIC_VAR_99: return quantile(x, 0.01);
    case TSR_METRIC_CVAR_95: return legacy ? std::nullopt : std::optional<double>(shortfall(x, 0.05));
    case TSR_METRIC_CDAR_95: {
      std::vector<Real> negative = depths;
      for (Real& v : negative) v = -v;
      return -shortfall(negative, 0.05);
    }
    case TSR_METRIC_OMEGA: {
      const Real below = sum_of(x, [&](Real v) { return std::max<Real>(config.mar - v, 0); });
      if (below == 0) return std::nullopt;
      return sum_of(x, [&](Real v) { return std::max<Real>(v - config.mar, 0); }) / below;
    }
    default: return std::nullopt;
  }
}

}  // namespace tessera::test
