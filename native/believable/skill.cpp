#include "believable/skill.h"

#include <algorithm>
#include <barrier>
#include <cmath>
#include <latch>
#include <optional>
#include <system_error>
#include <thread>

#include "believable/backend_run.h"
#include "search/island/functions.h"
#include "search/vector_clones.h"

namespace tessera::believable {
namespace {

/** Families of more than one strategy from which a variance within families is estimated at all. */
constexpr size_t kFewFamilies = 30;
/** Spread between families where none is seen, so that strategies keep an order. */
constexpr double kLeastBetween = 1e-4;
/** Strategies whose likelihoods one task sums; part of the result's last bits. */
constexpr size_t kRows = TSR_PRIOR_ROWS;

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double share_of(double signal, double noise) { return signal + noise > 0.0 ? signal / (signal + noise) : 0.0; }

double within_variance(std::span<const double> sharpe, const Families& families, double rows) {
  double excess = 0.0, freedom = 0.0;
  size_t count = 0;
  for (size_t i = 0; i < sharpe.size(); ++i) {
    if (families.size[i] < 2) continue;
    const double d = sharpe[i] - families.mean[i];
    excess += d * d - (1.0 - families.correlation[i]) / rows;
    freedom += 1.0 - 1.0 / families.size[i];
    ++count;
  }
  return count > kFewFamilies ? std::max(0.0, excess / freedom) : 0.0;
}

/** Running sums over the grid, lane by lane, wherever they lie. */
typedef double Sums __attribute__((vector_size(64), aligned(8), may_alias));
constexpr uint32_t kSums = 8;

/** Rows that are worked on together: a row's factor waits for its whole sum, that of the next does not. */
constexpr size_t kRowsTogether = 4;

/** next[k] += the shares of rows begin..end; one order of addition: eight running sums over the grid, rows one by one. */
TESSERA_VECTOR_CLONES
void add_shares(const double* likelihood, const double* share, size_t begin, size_t end, double* next) {
  for (size_t i = begin; i < end; i += kRowsTogether) {
    const size_t count = std::min(kRowsTogether, end - i);
    const double* const rows = likelihood + i * kGridPoints;
    Sums sums[kRowsTogether] = {};
    for (uint32_t k = 0; k < kGridPoints; k += kSums) {
      const Sums of_share = *reinterpret_cast<const Sums*>(share + k);
#pragma GCC unroll 4
      for (size_t r = 0; r < kRowsTogether; ++r) {
        // Behind the last row the last is read again and not kept.
        const double* const row = rows + (r < count ? r : count - 1) * kGridPoints;
        sums[r] += *reinterpret_cast<const Sums*>(row + k) * of_share;
      }
    }
    double factor[kRowsTogether];
    for (size_t r = 0; r < kRowsTogether; ++r) {
      const Sums& own = sums[r];
      const double sum = ((own[0] + own[1]) + (own[2] + own[3])) + ((own[4] + own[5]) + (own[6] + own[7]));
      factor[r] = sum > 0.0 ? 1.0 / sum : 0.0;
    }
    for (uint32_t k = 0; k < kGridPoints; k += kSums) {
      Sums total = *reinterpret_cast<const Sums*>(next + k);
      if (count == kRowsTogether) {
#pragma GCC unroll 4
        for (size_t r = 0; r < kRowsTogether; ++r) {
          total += factor[r] * *reinterpret_cast<const Sums*>(rows + r * kGridPoints + k);
        }
      } else {
        for (size_t r = 0; r < count; ++r) total += factor[r] * *reinterpret_cast<const Sums*>(rows + r * kGridPoints + k);
      }
      *reinterpret_cast<Sums*>(next + k) = total;
    }
  }
}

/**
 * kPriorSteps steps of EM from uniform. The threads go in step and each keeps its rows, which then lie in its cache; the parts
 * of the sums are those of fixed blocks of rows, added in one order, so that the number of threads cannot matter.
 */
std::vector<double> iterate(const Likelihood& likelihood, const PriorBase& base, unsigned threads) {
  const size_t n = likelihood.size() / kGridPoints, blocks = (n + kRows - 1) / kRows;
  std::vector<double> share(kGridPoints, 1.0 / kGridPoints), parts(blocks * kGridPoints);
  const auto update = [&]() noexcept {
    for (uint32_t k = 0; k < kGridPoints; ++k) {
      double sum = 0.0;
      for (size_t block = 0; block < blocks; ++block) sum += parts[block * kGridPoints + k];
      share[k] = (share[k] * (sum / static_cast<double>(n)) + base.added[k]) / (1.0 + base.total);
    }
  };
  size_t workers = 1;
  std::optional<std::barrier<decltype(update)>> together;
  std::latch known(1);
  const auto work = [&](size_t worker) {
    known.wait();
    for (int step = 0; step < kPriorSteps; ++step) {
      for (size_t block = worker; block < blocks; block += workers) {
        double* const part = parts.data() + block * kGridPoints;
        std::fill(part, part + kGridPoints, 0.0);
        add_shares(likelihood.data(), share.data(), block * kRows, std::min(n, (block + 1) * kRows), part);
      }
      together->arrive_and_wait();
    }
  };
  std::vector<std::jthread> others;
  try {
    for (size_t worker = 1; worker < threads && 2 * worker < blocks; ++worker) others.emplace_back(work, worker);
  } catch (const std::system_error&) {
    // Those that could be started do.
  }
  workers = others.size() + 1;
  together.emplace(static_cast<ptrdiff_t>(workers), update);
  known.count_down();
  work(0);
  others.clear();  // joins
  return share;
}

}  // namespace

FamilyShrinkage shrink_families(std::span<const double> sharpe, const Families& families, double mean_correlation,
                                uint32_t observations) {
  const size_t n = sharpe.size();
  const double rows = observations;
  FamilyShrinkage s{
      mean_of(families.mean), within_variance(sharpe, families, rows), 0.0, std::vector<double>(n), std::vector<double>(n),
      std::vector<double>(n)};
  double spread = 0.0, inverse_size = 0.0;
  for (size_t i = 0; i < n; ++i) {
    spread += (families.mean[i] - s.mean) * (families.mean[i] - s.mean);
    inverse_size += 1.0 / families.size[i];
  }
  const auto count = static_cast<double>(n);
  s.between = std::max(
      0.0, spread / count - (mean_of(families.correlation) - mean_correlation) / rows - s.within * (inverse_size / count));
  if (s.between + s.within == 0.0) s.between = kLeastBetween;
  for (size_t i = 0; i < n; ++i) {
    const double a = families.correlation[i], size = families.size[i];
    const double family = share_of(s.between + s.within / size, a / rows);
    const bool alone = families.size[i] < 2;
    const double own = alone ? family : share_of(s.within * (1.0 - 1.0 / size), (1.0 - a) / rows);
    const double most = std::max(family, own);
    s.family_share[i] = family / most;
    s.own_share[i] = own / most;
    s.error[i] = std::sqrt((family * family * a + (alone ? 0.0 : own * own * (1.0 - a))) / rows) / most;
  }
  return s;
}

std::vector<double> combine(const FamilyShrinkage& shrinkage, std::span<const double> x, std::span<const double> family_mean) {
  const double mean = mean_of(family_mean);
  std::vector<double> combined(x.size());
  for (size_t i = 0; i < x.size(); ++i) {
    combined[i] = shrinkage.family_share[i] * (family_mean[i] - mean) + shrinkage.own_share[i] * (x[i] - family_mean[i]);
  }
  return combined;
}

std::vector<double> errors_at(const FamilyShrinkage& shrinkage, std::span<const double> combined) {
  std::vector<double> errors(combined.size());
  for (size_t i = 0; i < combined.size(); ++i) {
    errors[i] = std::max(kLeastError, shrinkage.error[i] * std::sqrt(1.0 + combined[i] * combined[i] / 2.0));
  }
  return errors;
}

Posterior most_likely_prior(std::vector<double> grid, const Likelihood& likelihood, const PriorBase& base, WorkerPool& pool) {
  const size_t n = likelihood.size() / kGridPoints, tasks = (n + kRows - 1) / kRows;
  std::vector<double> share = iterate(likelihood, base, pool.threads());
  Posterior posterior{{std::move(grid), std::move(share)}, std::vector<double>(n)};
  const std::vector<double>& points = posterior.prior.grid;
  const std::vector<double>& shares = posterior.prior.share;
  const double prior_mean = [&] {
    double weight = 0.0, sum = 0.0;
    for (uint32_t k = 0; k < kGridPoints; ++k) {
      weight += shares[k];
      sum += shares[k] * points[k];
    }
    return sum / weight;
  }();
  pool.run(tasks, [&](size_t task) {
    for (size_t i = task * kRows; i < std::min(n, (task + 1) * kRows); ++i) {
      double weight = 0.0, sum = 0.0;
      for (uint32_t k = 0; k < kGridPoints; ++k) {
        const double w = likelihood[i * kGridPoints + k] * shares[k];
        weight += w;
        sum += w * points[k];
      }
      posterior.mean[i] = weight > 0.0 ? sum / weight : prior_mean;
    }
  });
  return posterior;
}

Posterior believe(std::span<const double> combined, std::span<const double> error, WorkerPool& pool, const PriorPass& pass) {
  const double middle = median(combined), typical = median(error);
  const auto [least, most] = std::minmax_element(combined.begin(), combined.end());
  const double first = std::min(*least, middle - 4.0 * typical), last = std::max(*most, middle + 4.0 * typical);
  std::vector<double> grid(kGridPoints);
  PriorBase base{std::vector<double>(kGridPoints), 0.02};
  double total = 0.0;
  for (uint32_t k = 0; k < kGridPoints; ++k) {
    grid[k] = first + (last - first) * k / (kGridPoints - 1);
    const double distance = (grid[k] - middle) / (2.0 * typical);
    total += base.added[k] = search::island::exponential(-0.5 * distance * distance);
  }
  for (double& added : base.added) added *= base.total / total;
  return pass({combined, error, std::move(grid), std::move(base)}, pool);
}

Posterior prior_here(PriorQuestion question, WorkerPool& pool) {
  const auto& [combined, error, grid, base] = question;
  const size_t n = combined.size();
  Likelihood likelihood(n * kGridPoints);
  pool.run((n + kRows - 1) / kRows, [&, &combined = combined, &error = error, &grid = grid](size_t task) {
    for (size_t i = task * kRows; i < std::min(n, (task + 1) * kRows); ++i) {
      double* const row = likelihood.data() + i * kGridPoints;
      double nearest = HUGE_VAL;
      for (uint32_t k = 0; k < kGridPoints; ++k) {
        const double distance = (combined[i] - grid[k]) / error[i];
        row[k] = -0.5 * distance * distance;
        nearest = std::min(nearest, -row[k]);
      }
      // Relative to the nearest point: one far from all points must not vanish.
      for (uint32_t k = 0; k < kGridPoints; ++k) row[k] = search::island::exponential(row[k] + nearest);
    }
  });
  return most_likely_prior(grid, likelihood, base, pool);
}

PriorPass backend_prior(const tsr_backend& backend, tsr_session* session) {
  return [&backend, session](const PriorQuestion& question, WorkerPool&) {
    Posterior posterior{{question.grid, std::vector<double>(kGridPoints)}, std::vector<double>(question.combined.size())};
    tsr_prior_params p{};
    p.struct_size = sizeof p;
    p.count = static_cast<uint32_t>(question.combined.size());
    p.steps = kPriorSteps;
    p.value = question.combined.data();
    p.error = question.error.data();
    p.grid = question.grid.data();
    p.added = question.base.added.data();
    p.added_total = question.base.total;
    p.share = posterior.prior.share.data();
    p.mean = posterior.mean.data();
    run_on(backend, session, TSR_OP_PRIOR, &p);
    return posterior;
  };
}

std::vector<double> shrink_to_mean(std::span<const double> sharpe, uint32_t observations) {
  const double mean = mean_of(sharpe);
  double spread = 0.0;
  for (const double t : sharpe) spread += (t - mean) * (t - mean);
  const double variance = sharpe.size() > 1 ? spread / (static_cast<double>(sharpe.size()) - 1.0) : 0.0;
  const double kept = variance > 0.0 ? std::max(0.0, 1.0 - 1.0 / observations / variance) : 0.0;
  std::vector<double> theta(sharpe.size());
  for (size_t i = 0; i < theta.size(); ++i) theta[i] = mean + kept * (sharpe[i] - mean);
  return theta;
}

}  // namespace tessera::believable
