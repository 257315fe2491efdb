#include "believable/honest_size.h"

#include <algorithm>
#include <cmath>

#include "believable/draws.h"
#include "believable/table.h"
#include "search/island/functions.h"

namespace tessera::believable {
namespace {

constexpr double kWidening = 2.1 / 1.645;
constexpr size_t kPathsPerTask = 256;

/** Never 0: (0, 1]. */
double open_uniform(search::Stream& stream) { return 1.0 - stream.uniform(); }

/** Box and Muller. */
double normal(search::Stream& stream) {
  const double radius = std::sqrt(-2.0 * search::island::logarithm(open_uniform(stream)));
  return radius * search::island::cosine_of_turn(stream.uniform());
}

/** A factor of mean square 1 that gives normal rows the tails of t with six degrees; chi^2_6 is a sum of three exponentials. */
double tail_factor(search::Stream& stream) {
  const double product = open_uniform(stream) * open_uniform(stream) * open_uniform(stream);
  const double chi_square = -2.0 * search::island::logarithm(product);
  return std::sqrt(4.0 / 6.0) / std::sqrt(std::max(chi_square, 1e-12) / 6.0);
}

double drawdown_of_path(const PathRequest& request, double mean, double deviation, double error, uint32_t path) {
  search::Stream stream = stream_of(request.seed, Draw::kPaths, 0, path);
  const auto rows = static_cast<uint32_t>(request.series.size());
  const double drift = deviation * (request.expected + error * normal(stream));
  double equity = 0.0, peak = 0.0, drawdown = 0.0;
  uint32_t at = 0;
  for (uint32_t t = 0; t < request.horizon; ++t) {
    at = t % request.block == 0 ? stream.below(rows) : (at + 1) % rows;
    equity += request.volatility_factor * ((request.series[at] - mean) * tail_factor(stream) + drift);
    peak = std::max(peak, equity);
    drawdown = std::max(drawdown, peak - equity);
  }
  return drawdown;
}

}  // namespace

std::vector<double> path_drawdowns(const PathRequest& request, search::WorkerPool& pool) {
  double mean = 0.0;
  for (const double x : request.series) mean += x;
  mean /= static_cast<double>(request.series.size());
  const double deviation = deviation_of(request.series);
  const double error = kWidening * std::sqrt((1.0 + request.expected * request.expected / 2.0) / request.estimated_rows);
  std::vector<double> drawdowns(request.paths);
  pool.run((request.paths + kPathsPerTask - 1) / kPathsPerTask, [&](size_t task) {
    request.interrupt.stop_if_requested();
    const size_t end = std::min<size_t>(request.paths, (task + 1) * kPathsPerTask);
    for (size_t path = task * kPathsPerTask; path < end; ++path) {
      drawdowns[path] = drawdown_of_path(request, mean, deviation, error, static_cast<uint32_t>(path));
    }
  });
  std::ranges::sort(drawdowns);
  return drawdowns;
}

double honest_size(std::span<const double> drawdowns, double limit, double chance) {
  // So many of the deepest may break the limit; the next one must just keep it.
  const auto broken = static_cast<size_t>(std::floor(chance * static_cast<double>(drawdowns.size())));
  if (broken >= drawdowns.size()) return HUGE_VAL;
  const double deepest = drawdowns[drawdowns.size() - 1 - broken];
  return deepest > 0.0 ? limit / deepest : HUGE_VAL;
}

double chance_of_drawdown(std::span<const double> drawdowns, double limit, double size) {
  const auto broken = std::ranges::count_if(drawdowns, [&](double drawdown) { return drawdown * size > limit; });
  return drawdowns.empty() ? 0.0 : static_cast<double>(broken) / static_cast<double>(drawdowns.size());
}

}  // namespace tessera::believable
