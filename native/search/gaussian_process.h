#pragma once

#include <cstddef>
#include <vector>

namespace tessera::search {

/**
 * Gaussian-process regression with a Matern 5/2 kernel of unit variance, constant mean 0 and noise. Inputs are
 * standardised per dimension; length scale and noise are the pair of a small grid with the highest marginal likelihood.
 * Source: Rasmussen, Williams, "Gaussian processes for machine learning", 2006, algorithm 2.1 and equation 4.17.
 */
class GaussianProcess {
 public:
  explicit GaussianProcess(std::size_t dimensions) : dimensions_(dimensions) {}

  /** `inputs` is [count][dimensions]; `targets` should have mean 0 and variance 1. O(grid x count^3). */
  void fit(const std::vector<double>& inputs, const std::vector<double>& targets);

  struct Prediction {
    double mean = 0;
    double deviation = 1;
  };
  Prediction predict(const double* input) const;

 private:
  double distance(const double* a, const double* b) const;
  double kernel(double distance) const;
  /** Log marginal likelihood under length_ and noise_; leaves the factor and the weights behind. */
  double factorise(const std::vector<double>& targets);

  std::size_t dimensions_;
  std::size_t count_ = 0;
  std::vector<double> centre_, spread_;  // [dimensions]
  std::vector<double> inputs_;           // [count][dimensions], standardised
  std::vector<double> distances_;        // [count][count], lower half
  std::vector<double> factor_;           // [count][count] lower Cholesky factor
  std::vector<double> weights_;          // [count] (K + noise I)^-1 y
  double length_ = 1, noise_ = 0.1;
};

}  // namespace tessera::search
