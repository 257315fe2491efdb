#include "believable/shrunk_correlation.h"

#include <algorithm>
#include <cmath>

#include "believable/sampled_pairs.h"
#include "search/island/functions.h"

namespace tessera::believable {
namespace {

constexpr uint64_t kShuffledPairs = 800'000;
constexpr uint64_t kMostShuffles = 64;
constexpr uint32_t kPoints = 60;
constexpr int kSteps = 150;

/**
 * The noise in z as a density: the shuffled histogram, smoothed by a Gaussian of bandwidth 0.25 / sqrt(T), linear between the
 * middles of bins.
 */
class NoiseKernel {
 public:
  NoiseKernel(const PairCounts& shuffled, uint32_t observations) {
    const double bandwidth = 0.25 / std::sqrt(static_cast<double>(observations));
    for (uint32_t from = 0; from < ZBins::kCount; ++from) {
      if (shuffled.bins[from] == 0) continue;
      std::array<double, ZBins::kCount> spread;
      double sum = 0.0;
      for (uint32_t to = 0; to < ZBins::kCount; ++to) {
        const double distance = (ZBins::centre(to) - ZBins::centre(from)) / bandwidth;
        sum += spread[to] = search::island::exponential(-0.5 * distance * distance);
      }
      for (uint32_t to = 0; to < ZBins::kCount; ++to)
        density_[to] += static_cast<double>(shuffled.bins[from]) * (spread[to] / sum);
    }
  }
  double at(double z) const {
    const double place = (z - ZBins::centre(0)) / ZBins::kWidth;
    if (!(place >= 0.0) || place > ZBins::kCount - 1) return 0.0;
    const uint32_t k = std::min(static_cast<uint32_t>(place), ZBins::kCount - 2);
    const double share = place - k;
    return density_[k] + share * (density_[k + 1] - density_[k]);
  }

 private:
  std::array<double, ZBins::kCount> density_{};
};

/** The distribution of the true z over kPoints between the outermost filled bins. */
struct TrueZ {
  std::array<double, kPoints> z, share;
};

TrueZ most_likely(const PairCounts& counts, const NoiseKernel& kernel) {
  std::vector<uint32_t> filled;
  for (uint32_t k = 0; k < ZBins::kCount; ++k) {
    if (counts.bins[k] > 0) filled.push_back(k);
  }
  TrueZ truth;
  const double first = ZBins::centre(filled.front()), last = ZBins::centre(filled.back());
  for (uint32_t j = 0; j < kPoints; ++j) {
    truth.z[j] = first + (last - first) * j / (kPoints - 1);
    truth.share[j] = 1.0 / kPoints;
  }
  std::vector<std::array<double, kPoints>> likelihood(filled.size());
  for (size_t k = 0; k < filled.size(); ++k) {
    for (uint32_t j = 0; j < kPoints; ++j) likelihood[k][j] = kernel.at(ZBins::centre(filled[k]) - truth.z[j]);
  }
  const auto total = static_cast<double>(counts.total());
  for (int step = 0; step < kSteps; ++step) {
    std::array<double, kPoints> next{};
    for (size_t k = 0; k < filled.size(); ++k) {
      double sum = 0.0;
      for (uint32_t j = 0; j < kPoints; ++j) sum += likelihood[k][j] * truth.share[j];
      if (!(sum > 0.0)) continue;
      const double factor = static_cast<double>(counts.bins[filled[k]]) / total / sum;
      for (uint32_t j = 0; j < kPoints; ++j) next[j] += factor * likelihood[k][j] * truth.share[j];
    }
    truth.share = next;
  }
  return truth;
}

/**
 * The posterior mean of the true correlation at every r that a pair has, made monotone; between two such r straight, for
 * nothing was seen there, and beyond the outermost level.
 */
void fill_in(ShrunkCorrelation& rho, const std::array<uint8_t, ShrunkCorrelation::kEntries>& seen, const TrueZ& truth,
             const NoiseKernel& kernel) {
  std::array<double, kPoints> correlation;
  for (uint32_t j = 0; j < kPoints; ++j) correlation[j] = search::island::hyperbolic_tangent(truth.z[j]);
  uint32_t last = ShrunkCorrelation::kEntries;  // the entry known last
  double highest = -1.0;
  for (uint32_t k = 0; k < ShrunkCorrelation::kEntries; ++k) {
    if (seen[k] == 0) continue;
    const double r = (static_cast<double>(k) - 1000.0) / 1000.0;
    const double z = search::island::fisher_transform(std::clamp(r, -0.999, 0.999));
    double weight = 0.0, sum = 0.0;
    for (uint32_t j = 0; j < kPoints; ++j) {
      const double w = truth.share[j] * kernel.at(z - truth.z[j]);
      weight += w;
      sum += w * correlation[j];
    }
    if (!(weight > 0.0)) continue;  // too far from every point
    const double before = highest;
    highest = std::max(highest, sum / weight);
    if (last == ShrunkCorrelation::kEntries) {
      std::fill(rho.entry.begin(), rho.entry.begin() + k, highest);
    } else {
      for (uint32_t i = last + 1; i < k; ++i) rho.entry[i] = before + (highest - before) * (i - last) / (k - last);
    }
    rho.entry[k] = highest;
    last = k;
  }
  if (last < ShrunkCorrelation::kEntries) std::fill(rho.entry.begin() + last + 1, rho.entry.end(), highest);
}

}  // namespace

ShrunkCorrelation shrink_correlations(const Table& table, const Moments& moments, uint64_t seed, WorkerPool& pool,
                                      const PairPass& pass) {
  ShrunkCorrelation rho;
  for (uint32_t k = 0; k < ShrunkCorrelation::kEntries; ++k) rho.entry[k] = (static_cast<double>(k) - 1000.0) / 1000.0;
  const SampledPairs pairs(table, moments, seed);
  if (pairs.pairs() == 0) return rho;
  const PairCounts recorded = pass(pairs, 0, pool);
  const uint64_t repetitions = std::clamp<uint64_t>((kShuffledPairs + pairs.pairs() - 1) / pairs.pairs(), 1, kMostShuffles);
  PairCounts shuffled;
  for (uint32_t k = 1; k <= repetitions; ++k) shuffled.add(pass(pairs, k, pool));
  if (recorded.total() == 0 || shuffled.total() == 0) return rho;

  const NoiseKernel kernel(shuffled, table.observations);
  const TrueZ truth = most_likely(recorded, kernel);
  fill_in(rho, recorded.seen, truth, kernel);
  return rho;
}

}  // namespace tessera::believable
