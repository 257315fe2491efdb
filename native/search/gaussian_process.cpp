#include "search/gaussian_process.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tessera::search {

namespace {
constexpr double lengths[] = {0.5, 1.0, 2.0};  // times the root of the dimensions
constexpr double noises[] = {0.05, 0.5};            // variance, of targets with variance 1
}  // namespace

double GaussianProcess::distance(const double* a, const double* b) const {
  double square = 0;
  for (std::size_t d = 0; d < dimensions_; ++d) square += (a[d] - b[d]) * (a[d] - b[d]);
  return std::sqrt(square);
}

double GaussianProcess::kernel(double distance) const {
  const double r = std::sqrt(5.0) * distance / length_;
  return (1 + r + r * r / 3) * std::exp(-r);
}

double GaussianProcess::factorise(const std::vector<double>& targets) {
  const std::size_t n = count_;
  double log_determinant = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = kernel(distances_[i * n + j]) + (i == j ? noise_ : 0.0);
      for (std::size_t k = 0; k < j; ++k) sum -= factor_[i * n + k] * factor_[j * n + k];
      factor_[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / factor_[j * n + j];
    }
    log_determinant += std::log(factor_[i * n + i]);
  }
  weights_ = targets;
  double fit = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) weights_[i] -= factor_[i * n + k] * weights_[k];
    weights_[i] /= factor_[i * n + i];
    fit += weights_[i] * weights_[i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) weights_[i] -= factor_[k * n + i] * weights_[k];
    weights_[i] /= factor_[i * n + i];
  }
  return -0.5 * fit - log_determinant;
}

void GaussianProcess::fit(const std::vector<double>& inputs, const std::vector<double>& targets) {
  count_ = targets.size();
  centre_.assign(dimensions_, 0.0);
  spread_.assign(dimensions_, 0.0);
  inputs_ = inputs;
  const double count = static_cast<double>(count_);
  for (std::size_t d = 0; d < dimensions_; ++d) {
    for (std::size_t i = 0; i < count_; ++i) centre_[d] += inputs[i * dimensions_ + d] / count;
    for (std::size_t i = 0; i < count_; ++i) {
      const double deviation = inputs[i * dimensions_ + d] - centre_[d];
      spread_[d] += deviation * deviation / count;
    }
    spread_[d] = spread_[d] > 0 ? std::sqrt(spread_[d]) : 1.0;
    for (std::size_t i = 0; i < count_; ++i) {
      double& value = inputs_[i * dimensions_ + d];
      value = (value - centre_[d]) / spread_[d];
    }
  }
  factor_.assign(count_ * count_, 0.0);
  distances_.assign(count_ * count_, 0.0);
  for (std::size_t i = 0; i < count_; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      distances_[i * count_ + j] = distance(inputs_.data() + i * dimensions_, inputs_.data() + j * dimensions_);
    }
  }
  double best = -std::numeric_limits<double>::infinity();
  double best_length = 1, best_noise = 0.5;
  for (const double length : lengths) {
    for (const double noise : noises) {
      length_ = length * std::sqrt(static_cast<double>(dimensions_));
      noise_ = noise;
      const double likelihood = factorise(targets);
      if (!(likelihood > best)) continue;
      best = likelihood;
      best_length = length_;
      best_noise = noise;
    }
  }
  length_ = best_length;
  noise_ = best_noise;
  factorise(targets);
}

GaussianProcess::Prediction GaussianProcess::predict(const double* input) const {
  std::vector<double> point(dimensions_), column(count_);
  for (std::size_t d = 0; d < dimensions_; ++d) point[d] = (input[d] - centre_[d]) / spread_[d];
  Prediction prediction{0, 1};
  double explained = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    column[i] = kernel(distance(point.data(), inputs_.data() + i * dimensions_));
    prediction.mean += column[i] * weights_[i];
  }
  for (std::size_t i = 0; i < count_; ++i) {
    for (std::size_t k = 0; k < i; ++k) column[i] -= factor_[i * count_ + k] * column[k];
    column[i] /= factor_[i * count_ + i];
    explained += column[i] * column[i];
  }
  prediction.deviation = std::sqrt(std::max(1e-12, 1.0 - explained));
  return prediction;
}

}  // namespace tessera::search
