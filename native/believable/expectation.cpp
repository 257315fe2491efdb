#include "believable/expectation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "believable/draws.h"
#include "believable/weights.h"
#include "search/island/functions.h"

namespace tessera::believable {
namespace {

/** Standard deviation of the kernel's smoothing, and the floor far out: 1e-6 exp(-z^2 / 8). */
constexpr double kSmoothing = 0.2;
constexpr double kFloor = 1e-6;
/** Weight of the smooth part of the base prior beside one pseudo-strategy without skill for each strategy. */
constexpr double kSmoothShare = 0.005;

double middle_of(uint32_t bin) { return -ErrorKernel::kOutermost + ErrorKernel::kWidth * (bin + 0.5); }

/** Moments of a table's columns on the rows of one draw. */
Moments measure_draw(const Table& table, uint32_t begin, uint32_t width, std::span<const uint32_t> draw, WorkerPool& pool) {
  std::vector<const double*> drawn;
  for (const uint32_t row : draw) drawn.push_back(table.rows[row] + begin);
  return measure({table.observations, width, drawn.data(), table.scratch_folder}, pool);
}

/** Columns that all draws are measured of before the next: all, but of rows on the disk so few that their pages stay. */
uint32_t columns_at_once(const Table& table) {
  constexpr uint64_t kStaying = uint64_t{96} << 20;
  if (table.scratch_folder == nullptr) return table.strategies;
  const uint64_t fitting = kStaying / (sizeof(double) * table.observations) / kBlock * kBlock;
  return static_cast<uint32_t>(std::clamp<uint64_t>(fitting, 2 * kBlock, std::max(table.strategies, 2 * kBlock)));
}

/** t* and deviation / deviation* - 1 of every draw of centred rows: 2 lists of N a draw. */
std::vector<std::vector<double>> resampled_figures(const Table& table, const Moments& moments, std::span<const uint32_t> draws,
                                                   WorkerPool& pool) {
  const uint32_t rows = table.observations, n = table.strategies, step = columns_at_once(table);
  std::vector<std::vector<double>> figures(2 * draws.size() / rows, std::vector<double>(n, 0.0));
  for (uint32_t begin = 0; begin < n; begin += step) {
    const uint32_t width = std::min(step, n - begin);
    for (size_t k = 0; k < figures.size() / 2; ++k) {
      const Moments of_draw = measure_draw(table, begin, width, draws.subspan(k * rows, rows), pool);
      for (uint32_t j = 0; j < width; ++j) {
        // A column that does not vary in the draw says nothing of its error.
        if (!(of_draw.deviation[j] > 0.0)) continue;
        const uint32_t i = begin + j;
        figures[2 * k][i] = (of_draw.mean[j] - moments.mean[i]) / of_draw.deviation[j];
        figures[2 * k + 1][i] = moments.deviation[i] / of_draw.deviation[j] - 1.0;
      }
    }
  }
  return figures;
}

/** What one resampled table says of errors in units of se0. */
struct DrawnErrors {
  double zz = 0.0, zw = 0.0, ww = 0.0;
  std::vector<uint64_t> bins = std::vector<uint64_t>(ErrorKernel::kBins, 0);
};

DrawnErrors errors_of_draw(const Judgement& judgement, std::span<const double> sharpe, std::span<const double> sharpe_means,
                           std::span<const double> ratio, std::span<const double> ratio_means, double root_variance) {
  const std::vector<double> u = combine(judgement.shrinkage, sharpe, sharpe_means);
  const std::vector<double> q = combine(judgement.shrinkage, ratio, ratio_means);
  double centre = 0.0;
  for (const double x : q) centre += x;
  centre /= static_cast<double>(q.size());
  DrawnErrors drawn;
  for (size_t i = 0; i < u.size(); ++i) {
    const double error = std::max(kLeastError, judgement.shrinkage.error[i]);
    const double z = u[i] / error, w = (q[i] - centre) / error;
    drawn.zz += z * z;
    drawn.zw += z * w;
    drawn.ww += w * w;
    const double cut = std::clamp(z * root_variance, -ErrorKernel::kMost, ErrorKernel::kMost);
    ++drawn.bins[static_cast<size_t>((cut + ErrorKernel::kOutermost) / ErrorKernel::kWidth)];
  }
  return drawn;
}

ErrorKernel smooth(std::span<const uint64_t> bins) {
  double total = 0.0;
  for (const uint64_t count : bins) total += static_cast<double>(count);
  ErrorKernel kernel{std::vector<double>(ErrorKernel::kBins, 0.0)};
  for (uint32_t to = 0; to < ErrorKernel::kBins; ++to) {
    double sum = 0.0;
    for (uint32_t from = 0; from < ErrorKernel::kBins; ++from) {
      const double distance = (middle_of(to) - middle_of(from)) / kSmoothing;
      sum += static_cast<double>(bins[from]) * search::island::exponential(-0.5 * distance * distance);
    }
    const double density = total > 0.0 ? sum / total / (kSmoothing * std::sqrt(2.0 * std::numbers::pi)) : 0.0;
    kernel.density[to] = density + kFloor * search::island::exponential(-middle_of(to) * middle_of(to) / 8.0);
  }
  return kernel;
}

/** Steps c and d: the prior under errors that grow with the true value. */
void deconvolve(const Judgement& judgement, Measured& measured, WorkerPool& pool) {
  const std::vector<double>& u = judgement.combined;
  const double centre = judgement.shrinkage.mean, typical = median(judgement.error);
  const auto [least, most] = std::minmax_element(u.begin(), u.end());
  const double first = std::min(*least, centre - 4.0 * typical), last = std::max(*most, centre + 4.0 * typical);
  std::vector<double> grid(kGridPoints), growth(kGridPoints);
  uint32_t nearest = 0;
  for (uint32_t k = 0; k < kGridPoints; ++k) {
    grid[k] = first + (last - first) * k / (kGridPoints - 1);
    if (std::fabs(grid[k] - centre) < std::fabs(grid[nearest] - centre)) nearest = k;
  }
  grid[nearest] = centre;
  PriorBase base{std::vector<double>(kGridPoints), 1.0 + kSmoothShare};
  double total = 0.0;
  for (uint32_t k = 0; k < kGridPoints; ++k) {
    const double distance = (grid[k] - centre) / (2.0 * typical);
    total += base.added[k] = search::island::exponential(-0.5 * distance * distance);
    growth[k] =
        std::sqrt(std::max(0.25, 1.0 + 2.0 * measured.ratio_mean * grid[k] + measured.ratio_variance * grid[k] * grid[k]));
  }
  for (double& added : base.added) added *= kSmoothShare / total;
  base.added[nearest] += 1.0;
  Likelihood likelihood(u.size() * kGridPoints);
  constexpr size_t kRows = 512;
  pool.run((u.size() + kRows - 1) / kRows, [&](size_t task) {
    for (size_t i = task * kRows; i < std::min(u.size(), (task + 1) * kRows); ++i) {
      const double error = std::max(kLeastError, judgement.shrinkage.error[i]);
      for (uint32_t k = 0; k < kGridPoints; ++k) {
        likelihood[i * kGridPoints + k] = measured.kernel.at((u[i] - grid[k]) / (error * growth[k])) / growth[k];
      }
    }
  });
  Posterior posterior = most_likely_prior(std::move(grid), likelihood, base, pool);
  measured.prior = std::move(posterior.prior);
  measured.theta = std::move(posterior.mean);
}

}  // namespace

std::vector<uint32_t> draw_rows(uint32_t observations, uint64_t seed) {
  std::vector<uint32_t> rows;
  for (uint32_t draw = 0; draw < kDraws; ++draw) {
    search::Stream stream = stream_of(seed, Draw::kResampledRows, 0, draw);
    for (uint32_t t = 0; t < observations; ++t) rows.push_back(stream.below(observations));
  }
  return rows;
}

double ErrorKernel::at(double z) const {
  const double place = (std::clamp(z, -kMost, kMost) - middle_of(0)) / kWidth;
  const auto k = static_cast<uint32_t>(place);
  const double share = place - k;
  return density[k] + share * (density[k + 1] - density[k]);
}

Measured measure_error(const Table& table, const Judgement& judgement, std::span<const uint32_t> draws, uint32_t block,
                       const FamilyPass& family_pass, WorkerPool& pool) {
  Measured measured{1.0, 0.0, 0.0, {}, {}, judgement.theta};
  const double rows = table.observations;
  if (block > 1 && rows > 3.0) {
    const double p = (median_lag_one(table, judgement.moments, pool) + 1.0 / rows) / (1.0 - 3.0 / rows);
    const double held = std::clamp(p, 0.0, 0.8);
    measured.variance = (1.0 + held) / (1.0 - held);
  }
  if (judgement.prior.grid.empty()) return measured;
  const std::vector<std::vector<double>> drawn = resampled_figures(table, judgement.moments, draws, pool);
  const FamilyFigures figures = family_figures(drawn, judgement.rho);
  const FamilySums sums = family_pass(table, judgement.moments, figures, judgement.rho.family_threshold(), pool);
  std::vector<DrawnErrors> errors(drawn.size() / 2);
  pool.run(errors.size(), [&](size_t draw) {
    const auto k = static_cast<uint32_t>(2 * draw);
    errors[draw] = errors_of_draw(judgement, drawn[k], family_means(figures, sums, k), drawn[k + 1],
                                  family_means(figures, sums, k + 1), std::sqrt(measured.variance));
  });
  DrawnErrors all;
  for (const DrawnErrors& one : errors) {
    all.zz += one.zz;
    all.zw += one.zw;
    all.ww += one.ww;
    for (uint32_t bin = 0; bin < ErrorKernel::kBins; ++bin) all.bins[bin] += one.bins[bin];
  }
  if (all.zz > 0.0) {
    measured.ratio_mean = all.zw / all.zz;
    measured.ratio_variance = all.ww / all.zz;
  }
  measured.kernel = smooth(all.bins);
  deconvolve(judgement, measured, pool);
  return measured;
}

double expected_sharpe(const Table& table, const Judgement& judgement, const Measured& measured, const Pool& pool,
                       std::span<const uint32_t> places) {
  const Members members = members_of(judgement, pool, places);
  double mean = 0.0;
  for (size_t k = 0; k < places.size(); ++k) mean += members.deviation[k] * measured.theta[pool.strategies[places[k]]];
  mean /= static_cast<double>(places.size());
  const double most = std::max(believed_deviation(members), recorded_deviation(table, pool.members_of(places)));
  return most > 0.0 ? mean / most : 0.0;
}

double lag_one(std::span<const double> series) {
  double mean = 0.0, square = 0.0, product = 0.0;
  for (const double x : series) mean += x;
  mean /= static_cast<double>(series.size());
  for (size_t t = 0; t < series.size(); ++t) {
    square += (series[t] - mean) * (series[t] - mean);
    if (t > 0) product += (series[t - 1] - mean) * (series[t] - mean);
  }
  return square > 0.0 ? product / square : 0.0;
}

double median_lag_one(const Table& table, const Moments& moments, WorkerPool& pool) {
  std::vector<uint32_t> varying;
  for (uint32_t i = 0; i < table.strategies; ++i) {
    if (moments.norm[i] > 0.0) varying.push_back(i);
  }
  std::vector<double> all(varying.size());
  pool.run((varying.size() + kBlock - 1) / kBlock, [&](size_t block) {
    const size_t begin = block * kBlock, end = std::min(begin + kBlock, varying.size());
    table.ahead(varying[begin], varying[end - 1] - varying[begin] + 1);
    for (uint32_t t = 1; t < table.observations; ++t) {
      for (size_t i = begin; i < end; ++i) {
        const double mean = moments.mean[varying[i]];
        all[i] += (table.cell(t - 1, varying[i]) - mean) * (table.cell(t, varying[i]) - mean);
      }
    }
    for (size_t i = begin; i < end; ++i) all[i] /= moments.norm[varying[i]] * moments.norm[varying[i]];
  });
  return median(all);
}

}  // namespace tessera::believable
