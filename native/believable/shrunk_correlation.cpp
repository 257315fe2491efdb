#include "believable/shrunk_correlation.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

#include "believable/draws.h"
#include "search/island/functions.h"
#include "search/vector_clones.h"

namespace tessera::believable {
namespace {

/** Columns held against all: as many as make so many pairs, but no fewer than this. */
constexpr uint32_t kFewestSampled = 200;
constexpr uint64_t kSampledPairs = 400'000;
constexpr uint64_t kShuffledPairs = 800'000;
constexpr uint64_t kMostShuffles = 64;
constexpr uint32_t kBins = 250;
constexpr double kOutermost = 2.5;  // of the bins, in z
constexpr double kBinWidth = 2.0 * kOutermost / kBins;
constexpr double kSamePair = 3.7;      // |z| from which a column is taken for itself
constexpr double kSameShuffled = 3.0;  // the same among shuffled columns
constexpr uint32_t kPoints = 60;
constexpr int kSteps = 150;

double edge(uint32_t k) { return -kOutermost + kBinWidth * k; }
double centre(uint32_t k) { return edge(k) + 0.5 * kBinWidth; }

/** Finds the bin of atanh(r) without the logarithm. */
class Binning {
 public:
  Binning() {
    for (uint32_t k = 0; k <= kBins; ++k) edges_[k] = search::island::hyperbolic_tangent(edge(k));
    edges_[kBins + 1] = 2.0;
    uint32_t bin = 0;
    for (uint32_t cell = 0; cell < kCells; ++cell) {
      const double lowest = 2.0 * cell / kCells - 1.0;
      while (bin < kBins && edges_[bin + 1] <= lowest) ++bin;
      guide_[cell] = static_cast<uint16_t>(bin);
    }
  }
  /** r within -1..1 -> 0..kBins - 1, or kBins where z lies outside. */
  uint32_t bin(double r) const {
    if (r < edges_[0]) return kBins;
    uint32_t k = guide_[std::min(static_cast<uint32_t>((r + 1.0) * (kCells / 2)), kCells - 1)];
    while (edges_[k + 1] <= r) ++k;
    return std::min(k, kBins);
  }

 private:
  static constexpr uint32_t kCells = 8192;
  std::array<double, kBins + 2> edges_;
  std::array<uint16_t, kCells> guide_;
};

/** What one pass over sampled pairs counts; the order of counting cannot matter. */
struct Counts {
  std::array<uint64_t, kBins + 1> bins{};
  std::array<uint8_t, ShrunkCorrelation::kEntries> seen{};  // entries of the table that a pair falls on

  void add(const Counts& other) {
    for (uint32_t k = 0; k <= kBins; ++k) bins[k] += other.bins[k];
    for (uint32_t k = 0; k < seen.size(); ++k) seen[k] |= other.seen[k];
  }
  uint64_t total() const { return std::accumulate(bins.begin(), bins.end() - 1, uint64_t{0}); }
};

/** Four doubles wherever they lie. */
typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));
constexpr uint32_t kLanes = 4, kTogether = 4;

/** r[sampled][kBlock] = the sums of products, in time order, of `sampled` (a multiple of kTogether) columns with kBlock others. */
TESSERA_VECTOR_CLONES
void multiply(const double* sampled_z, uint32_t sampled, const double* block_z, uint32_t observations, double* r) {
  for (uint32_t i = 0; i < kBlock; i += 2 * kLanes) {
    for (uint32_t c = 0; c < sampled; c += kTogether) {
      Lanes low[kTogether] = {}, high[kTogether] = {};
      const double* a = sampled_z + c;
      const double* x = block_z + i;
      for (uint32_t t = 0; t < observations; ++t, a += sampled, x += kBlock) {
        const Lanes x_low = *reinterpret_cast<const Lanes*>(x), x_high = *reinterpret_cast<const Lanes*>(x + kLanes);
#pragma GCC unroll 4
        for (uint32_t k = 0; k < kTogether; ++k) {
          low[k] = low[k] + a[k] * x_low;
          high[k] = high[k] + a[k] * x_high;
        }
      }
#pragma GCC unroll 4
      for (uint32_t k = 0; k < kTogether; ++k) {
        double* const to = r + size_t{c + k} * kBlock + i;
        *reinterpret_cast<Lanes*>(to) = low[k];
        *reinterpret_cast<Lanes*>(to + kLanes) = high[k];
      }
    }
  }
}

/** The columns that vary, and which of them are held against all. */
class SampledPairs {
 public:
  SampledPairs(const Table& table, const Moments& moments, uint64_t seed) : table_(table), moments_(moments), seed_(seed) {
    for (uint32_t i = 0; i < table.strategies; ++i) {
      if (moments.norm[i] > 0.0) varying_.push_back(i);
    }
    sampled_ = varying_;
    const auto wanted = std::max(kFewestSampled, static_cast<uint32_t>(kSampledPairs / std::max<size_t>(varying_.size(), 1)));
    if (sampled_.size() <= wanted) return;
    search::Stream stream = stream_of(seed, Draw::kSampledColumns, 0, 0);
    for (uint32_t k = 0; k < wanted; ++k) {
      std::swap(sampled_[k], sampled_[k + stream.below(static_cast<uint32_t>(sampled_.size()) - k)]);
    }
    sampled_.resize(wanted);
  }

  uint64_t pairs() const { return uint64_t{sampled_.size()} * varying_.size(); }

  /** Counts r of all sampled pairs with |z| < limit. Repetition 0 takes the rows as they are, each later one shuffles every column by itself. */
  Counts count(uint32_t repetition, double limit, WorkerPool& pool) const {
    static const Binning binning;
    const uint32_t rows = table_.observations;
    const auto held = static_cast<uint32_t>(sampled_.size());
    const uint32_t padded = (held + kTogether - 1) / kTogether * kTogether;
    std::vector<double> sampled_z(size_t{rows} * padded);
    pool.run(held, [&](size_t k) {
      std::vector<double> column(rows);
      load(sampled_[k], repetition, column.data());
      for (uint32_t t = 0; t < rows; ++t) sampled_z[size_t{t} * padded + k] = column[t];
    });
    const double most = search::island::hyperbolic_tangent(limit);
    Counts all;
    std::mutex mutex;
    pool.run((varying_.size() + kBlock - 1) / kBlock, [&](size_t block) {
      const uint32_t width = static_cast<uint32_t>(std::min<size_t>(kBlock, varying_.size() - block * kBlock));
      const std::vector<double> block_z = load_block(varying_.data() + block * kBlock, width, repetition);
      std::vector<double> r(size_t{padded} * kBlock);
      multiply(sampled_z.data(), padded, block_z.data(), rows, r.data());
      Counts counts;
      for (uint32_t k = 0; k < held; ++k) {
        for (uint32_t i = 0; i < width; ++i) {
          const double x = r[size_t{k} * kBlock + i];
          if (!(std::fabs(x) < most)) continue;
          ++counts.bins[binning.bin(x)];
          counts.seen[ShrunkCorrelation::index_of(x)] = 1;
        }
      }
      const std::lock_guard lock(mutex);
      all.add(counts);
    });
    return all;
  }

 private:
  void load(uint32_t strategy, uint32_t repetition, double* z) const {
    standardise(table_, moments_, strategy, z);
    shuffle_column(strategy, repetition, z);
  }

  void shuffle_column(uint32_t strategy, uint32_t repetition, double* z) const {
    if (repetition == 0) return;
    search::Stream stream = stream_of(seed_, Draw::kShuffledRows, repetition, strategy);
    shuffle(z, table_.observations, stream);
  }

  /** [T][kBlock], the places beyond `width` are 0. */
  std::vector<double> load_block(const uint32_t* strategies, uint32_t width, uint32_t repetition) const {
    const uint32_t rows = table_.observations;
    std::vector<double> z(size_t{rows} * kBlock);
    for (uint32_t t = 0; t < rows; ++t) {
      for (uint32_t i = 0; i < width; ++i) {
        const uint32_t k = strategies[i];
        z[size_t{t} * kBlock + i] = (table_.cell(t, k) - moments_.mean[k]) / moments_.norm[k];
      }
    }
    if (repetition == 0) return z;
    std::vector<double> column(rows);
    for (uint32_t i = 0; i < width; ++i) {
      for (uint32_t t = 0; t < rows; ++t) column[t] = z[size_t{t} * kBlock + i];
      shuffle_column(strategies[i], repetition, column.data());
      for (uint32_t t = 0; t < rows; ++t) z[size_t{t} * kBlock + i] = column[t];
    }
    return z;
  }

  const Table& table_;
  const Moments& moments_;
  uint64_t seed_;
  std::vector<uint32_t> varying_, sampled_;
};

/** The noise in z as a density: the shuffled histogram, smoothed by a Gaussian of bandwidth 0.25 / sqrt(T), linear between the middles of bins. */
class NoiseKernel {
 public:
  NoiseKernel(const Counts& shuffled, uint32_t observations) {
    const double bandwidth = 0.25 / std::sqrt(static_cast<double>(observations));
    for (uint32_t from = 0; from < kBins; ++from) {
      if (shuffled.bins[from] == 0) continue;
      std::array<double, kBins> spread;
      double sum = 0.0;
      for (uint32_t to = 0; to < kBins; ++to) {
        const double distance = (centre(to) - centre(from)) / bandwidth;
        sum += spread[to] = search::island::exponential(-0.5 * distance * distance);
      }
      for (uint32_t to = 0; to < kBins; ++to) density_[to] += static_cast<double>(shuffled.bins[from]) * (spread[to] / sum);
    }
  }
  double at(double z) const {
    const double place = (z - centre(0)) / kBinWidth;
    if (!(place >= 0.0) || place > kBins - 1) return 0.0;
    const uint32_t k = std::min(static_cast<uint32_t>(place), kBins - 2);
    const double share = place - k;
    return density_[k] + share * (density_[k + 1] - density_[k]);
  }

 private:
  std::array<double, kBins> density_{};
};

/** The distribution of the true z over kPoints between the outermost filled bins. */
struct TrueZ {
  std::array<double, kPoints> z, share;
};

TrueZ most_likely(const Counts& counts, const NoiseKernel& kernel) {
  std::vector<uint32_t> filled;
  for (uint32_t k = 0; k < kBins; ++k) {
    if (counts.bins[k] > 0) filled.push_back(k);
  }
  TrueZ truth;
  const double first = centre(filled.front()), last = centre(filled.back());
  for (uint32_t j = 0; j < kPoints; ++j) {
    truth.z[j] = first + (last - first) * j / (kPoints - 1);
    truth.share[j] = 1.0 / kPoints;
  }
  std::vector<std::array<double, kPoints>> likelihood(filled.size());
  for (size_t k = 0; k < filled.size(); ++k) {
    for (uint32_t j = 0; j < kPoints; ++j) likelihood[k][j] = kernel.at(centre(filled[k]) - truth.z[j]);
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
 * The posterior mean of the true correlation at every r that a pair has, made monotone; between two such r straight, for nothing was
 * seen there, and beyond the outermost level.
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

ShrunkCorrelation shrink_correlations(const Table& table, const Moments& moments, uint64_t seed, WorkerPool& pool) {
  ShrunkCorrelation rho;
  for (uint32_t k = 0; k < ShrunkCorrelation::kEntries; ++k) rho.entry[k] = (static_cast<double>(k) - 1000.0) / 1000.0;
  const SampledPairs pairs(table, moments, seed);
  if (pairs.pairs() == 0) return rho;
  const Counts recorded = pairs.count(0, kSamePair, pool);
  const uint64_t repetitions = std::clamp<uint64_t>((kShuffledPairs + pairs.pairs() - 1) / pairs.pairs(), 1, kMostShuffles);
  Counts shuffled;
  for (uint32_t k = 1; k <= repetitions; ++k) shuffled.add(pairs.count(k, kSameShuffled, pool));
  if (recorded.total() == 0 || shuffled.total() == 0) return rho;

  const NoiseKernel kernel(shuffled, table.observations);
  const TrueZ truth = most_likely(recorded, kernel);
  fill_in(rho, recorded.seen, truth, kernel);
  return rho;
}

}  // namespace tessera::believable
