#pragma once

#include <functional>

#include "believable/families.h"

namespace tessera::believable {

/** How much of the spread of t is true, between families and within them, and what follows for each strategy. */
struct FamilyShrinkage {
  double mean;                       // of f over strategies
  double within;                     // tau_r
  double between;                    // tau_f
  std::vector<double> family_share;  // B_f / M, [N]
  std::vector<double> own_share;     // B_d / M
  std::vector<double> error;         // se of u at a true Sharpe ratio of 0, not yet held to kLeastError
};

/** No strategy's figure is taken for surer than this, a row. */
constexpr double kLeastError = 0.02;

/** Variances by the method of moments over strategies; T rows; `mean_correlation` is rbar. */
FamilyShrinkage shrink_families(std::span<const double> sharpe, const Families& families, double mean_correlation,
                                uint32_t observations);

/** u_i = mean f + (B_f (f_i - mean f) + B_d (x_i - f_i)) / M of any figure x with family means f, less mean f: [N]. */
std::vector<double> combine(const FamilyShrinkage& shrinkage, std::span<const double> x, std::span<const double> family_mean);

/** se_i with its own size: error sqrt(1 + u^2 / 2), at least kLeastError. */
std::vector<double> errors_at(const FamilyShrinkage& shrinkage, std::span<const double> combined);

/** A distribution over a grid of points. */
struct Prior {
  std::vector<double> grid, share;
};

/** Points of the grid and EM steps of the prior. */
constexpr uint32_t kGridPoints = TSR_PRIOR_POINTS;
constexpr int kPriorSteps = 150;

/** Rows of likelihood [N][kGridPoints], each scaled as it likes: only ratios within a row matter. */
using Likelihood = std::vector<double>;

/**
 * Added after each EM step: share = (share + added) / (1 + sum of added) point by point, against a prior that falls to points.
 */
struct PriorBase {
  std::vector<double> added;  // [kGridPoints]
  double total;               // their sum, as the definition states it
};

/** Nonparametric maximum likelihood of the prior by EM from uniform (Laird 1978), and each strategy's posterior mean. */
struct Posterior {
  Prior prior;
  std::vector<double> mean;  // theta, [N]
};
Posterior most_likely_prior(std::vector<double> grid, const Likelihood& likelihood, const PriorBase& base, WorkerPool& pool);

/** What a prior is estimated from. */
struct PriorQuestion {
  std::span<const double> combined, error;
  std::vector<double> grid;
  PriorBase base;
};

/** Where a prior is estimated: on a backend, or here. */
using PriorPass = std::function<Posterior(PriorQuestion, WorkerPool&)>;

/** Here: most_likely_prior of the likelihoods. */
Posterior prior_here(PriorQuestion question, WorkerPool& pool);

/** On a backend that has TSR_OP_PRIOR; to the same bits. Throws search::SearchError. */
PriorPass backend_prior(const tsr_backend& backend, tsr_session* session);

/** theta: posterior mean of the true Sharpe ratio of each strategy, given u and se. */
Posterior believe(std::span<const double> combined, std::span<const double> error, WorkerPool& pool,
                  const PriorPass& pass = prior_here);

/**
 * Where a prior cannot be estimated (under 20 rows or 30 strategies): t shrunk to its mean by the share of its spread that
 * noise of variance 1 / T does not explain (James and Stein).
 */
std::vector<double> shrink_to_mean(std::span<const double> sharpe, uint32_t observations);

}  // namespace tessera::believable
