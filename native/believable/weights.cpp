#include "believable/weights.h"

#include <algorithm>
#include <cmath>

namespace tessera::believable {
namespace {

constexpr double kTolerance = 1e-13;

/** C = sd rho* sd, [n][n]. */
std::vector<double> covariance(const Members& members) {
  const size_t n = members.deviation.size();
  std::vector<double> c(n * n);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) c[i * n + j] = members.deviation[i] * members.rho[i * n + j] * members.deviation[j];
  }
  return c;
}

std::vector<size_t> varying_of(const Members& members) {
  std::vector<size_t> varying;
  for (size_t i = 0; i < members.deviation.size(); ++i) {
    if (members.deviation[i] > 0.0) varying.push_back(i);
  }
  return varying;
}

/** Weights of all members: 1 / n each for those that do not vary, the rest shared in proportion to `part` of the others. */
std::vector<double> share_out(size_t n, std::span<const size_t> varying, std::span<const double> part) {
  std::vector<double> weights(n, 1.0 / static_cast<double>(n));
  double sum = 0.0;
  for (const double p : part) sum += p;
  const double rest = static_cast<double>(varying.size()) / static_cast<double>(n);
  for (size_t k = 0; k < varying.size(); ++k) weights[varying[k]] = rest * part[k] / sum;
  return weights;
}

/** The ratio A / sqrt(P) of weights, with C w. */
class Ratio {
 public:
  Ratio(const Members& members, double cap) : n_(members.deviation.size()), cap_(cap), c_(covariance(members)) {
    for (size_t i = 0; i < n_; ++i) mean_.push_back(members.deviation[i] * members.theta[i]);
    weights_.assign(n_, 1.0 / static_cast<double>(n_));
    refresh();
  }

  bool has_risk() const { return square_ > 0.0; }
  std::vector<double> take() { return std::move(weights_); }

  /**
   * Moves weight from the member whose share counts least to the one whose counts most, as far as the ratio along them rises:
   * the derivative of (A + B d) / sqrt(P + 2 Q d + R d^2) is 0 at d = (B P - A Q) / (A R - B Q). False when no pair is left.
   */
  bool step() {
    size_t up = n_, down = n_;
    double most = 0.0, least = 0.0;
    for (size_t i = 0; i < n_; ++i) {
      const double gradient = mean_[i] * square_ - numerator_ * product_[i];
      if (weights_[i] < cap_ && (up == n_ || gradient > most)) {
        up = i;
        most = gradient;
      }
      if (weights_[i] > 0.0 && (down == n_ || gradient < least)) {
        down = i;
        least = gradient;
      }
    }
    if (up == n_ || down == n_ || up == down) return false;
    const double scale = std::fabs(numerator_) * std::sqrt(square_) * std::sqrt(c_[up * n_ + up] + c_[down * n_ + down]);
    if (!(most - least > kTolerance * scale)) return false;
    const double b = mean_[up] - mean_[down], q = product_[up] - product_[down];
    const double r = c_[up * n_ + up] - 2.0 * c_[up * n_ + down] + c_[down * n_ + down];
    const double bend = numerator_ * r - b * q, room = std::min(cap_ - weights_[up], weights_[down]);
    const double wanted = bend > 0.0 ? (b * square_ - numerator_ * q) / bend : room;
    move(up, down, std::min(wanted, room), room);
    return true;
  }

  /** Sums anew from the weights, in order: what many moves have rounded away comes back. */
  void refresh() {
    numerator_ = square_ = 0.0;
    product_.assign(n_, 0.0);
    for (size_t i = 0; i < n_; ++i) {
      for (size_t j = 0; j < n_; ++j) product_[i] += c_[i * n_ + j] * weights_[j];
      numerator_ += mean_[i] * weights_[i];
    }
    for (size_t i = 0; i < n_; ++i) square_ += product_[i] * weights_[i];
  }

 private:
  void move(size_t up, size_t down, double by, double room) {
    const double before_up = weights_[up], before_down = weights_[down];
    // At a bound it stands exactly, or it would be found again and again.
    weights_[up] = by == room && cap_ - before_up <= before_down ? cap_ : before_up + by;
    weights_[down] = by == room && before_down <= cap_ - before_up ? 0.0 : before_down - by;
    for (size_t i = 0; i < n_; ++i) product_[i] += by * (c_[i * n_ + up] - c_[i * n_ + down]);
    numerator_ = square_ = 0.0;
    for (size_t i = 0; i < n_; ++i) {
      numerator_ += mean_[i] * weights_[i];
      square_ += product_[i] * weights_[i];
    }
  }

  size_t n_;
  double cap_;
  std::vector<double> c_, mean_, weights_, product_;
  double numerator_ = 0.0, square_ = 0.0;
};

}  // namespace

Members members_of(const Judgement& judgement, const Pool& pool, std::span<const uint32_t> places) {
  Members members;
  for (const uint32_t i : places) {
    members.deviation.push_back(judgement.moments.deviation[pool.strategies[i]]);
    members.theta.push_back(pool.theta[i]);
    for (const uint32_t j : places) members.rho.push_back(pool.rho[i * pool.size() + j]);
  }
  return members;
}

double recorded_deviation(const Table& table, std::span<const uint32_t> members) {
  std::vector<double> sum(table.observations, 0.0);
  for (uint32_t t = 0; t < table.observations; ++t) {
    table.row_ahead(t + 1);
    for (const uint32_t strategy : members) sum[t] += table.cell(t, strategy);
  }
  return deviation_of(sum) / static_cast<double>(members.size());
}

double believed_deviation(const Members& members) {
  const size_t n = members.deviation.size();
  double square = 0.0;
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) square += members.deviation[i] * members.rho[i * n + j] * members.deviation[j];
  }
  return std::sqrt(std::max(square, 0.0)) / static_cast<double>(n);
}

double believable_sharpe(const Members& members, std::span<const double> weights) {
  const size_t n = weights.size();
  double numerator = 0.0, square = 0.0;
  for (size_t i = 0; i < n; ++i) {
    const double risk = weights[i] * members.deviation[i];
    numerator += risk * members.theta[i];
    for (size_t j = 0; j < n; ++j) square += risk * members.rho[i * n + j] * members.deviation[j] * weights[j];
  }
  return square > 0.0 ? numerator / std::sqrt(square) : 0.0;
}

std::vector<double> maximum_believable_weights(const Members& members, double cap) {
  const size_t n = members.deviation.size();
  Ratio ratio(members, std::clamp(cap, 1.0 / static_cast<double>(n), 1.0));
  if (!ratio.has_risk()) return ratio.take();
  // Pairs converge geometrically; the bound is for matrices that are not positive definite.
  const size_t most = 2000 * n;
  for (size_t step = 1; step <= most; ++step) {
    if (step % 64 == 0) ratio.refresh();
    if (!ratio.has_risk() || !ratio.step()) break;
  }
  std::vector<double> weights = ratio.take();
  double sum = 0.0;
  for (const double w : weights) sum += w;
  for (double& w : weights) w /= sum;
  return weights;
}

std::vector<double> inverse_volatility_weights(const Members& members) {
  const std::vector<size_t> varying = varying_of(members);
  std::vector<double> part;
  for (const size_t i : varying) part.push_back(1.0 / members.deviation[i]);
  return share_out(members.deviation.size(), varying, part);
}

std::vector<double> equal_risk_weights(const Members& members) {
  const std::vector<size_t> varying = varying_of(members);
  const size_t n = members.deviation.size(), count = varying.size();
  // In units of each one's own deviation, so that the scale of currency plays no part.
  std::vector<double> part(count, 1.0 / std::sqrt(static_cast<double>(std::max<size_t>(count, 1))));
  for (int round = 0; round < 10'000; ++round) {
    double change = 0.0;
    for (size_t k = 0; k < count; ++k) {
      double others = 0.0;
      for (size_t m = 0; m < count; ++m) {
        if (m != k) others += members.rho[varying[k] * n + varying[m]] * part[m];
      }
      const double next = 0.5 * (std::sqrt(others * others + 4.0 / static_cast<double>(count)) - others);
      change = std::max(change, std::fabs(next - part[k]));
      part[k] = next;
    }
    if (change < kTolerance) break;
  }
  for (size_t k = 0; k < count; ++k) part[k] /= members.deviation[varying[k]];
  return share_out(n, varying, part);
}

}  // namespace tessera::believable
