#pragma once

#include "search/island/functions.h"
#include "search/island/work.h"

namespace tessera::search::island {

/** Matern 5/2 of unit variance. Rasmussen, Williams, "Gaussian processes for machine learning", 2006, equation 4.17. */
TSR_SIDE double matern(double distance, double length) {
  const double r = sqrt(5.0) * distance / length;
  return (1 + r + r * r / 3) * exponential(-r);
}

TSR_SIDE double distance_of(const double* a, const double* b, uint32_t dimensions) {
  double square = 0;
  for (uint32_t d = 0; d < dimensions; ++d) square += (a[d] - b[d]) * (a[d] - b[d]);
  return sqrt(square);
}

/** to[k] -= from[k] * times, begin <= k < end. */
TSR_SIDE void subtract_scaled(double* __restrict to, const double* __restrict from, double times, uint32_t begin,
                              uint32_t end) {
  for (uint32_t k = begin; k < end; ++k) to[k] -= from[k] * times;
}

/** Length scale and noise in force. */
struct Model {
  double length, noise;
};

/**
 * Gaussian-process regression with a Matern 5/2 kernel of unit variance, constant mean 0 and noise. Inputs are
 * standardised per dimension; length scale and noise are the pair of a small grid with the highest marginal likelihood.
 * Source: Rasmussen, Williams, algorithm 2.1. Lives in the work: inputs, targets, factor, weights. Square matrices are column
 * by column, their lower halves in use: neighbouring rows are neighbours in memory, for a core's lanes and for a device's
 * threads.
 */
struct GaussianProcess {
  /**
   * From state.trial_features and work.targets (mean 0, variance 1) of `count` trials. O(grid x count^3), shared by the team.
   */
  template <class Team>
  TSR_SIDE static Model fit(Team& team, uint32_t count) {
    standardise(team, count);
    const uint32_t dimensions = feature_count(team.problem);
    double* const distances = team.work.distances;
    team.each(count * count, [&](uint32_t place) {
      const uint32_t j = place / count, i = place % count;
      if (j > i) return;
      distances[place] =
          i == j ? 0.0 : distance_of(team.work.inputs + i * dimensions, team.work.inputs + j * dimensions, dimensions);
    });
    double best = -HUGE_VAL;
    Model model = {1, 0.5}, tried = model;
    for (const double length : {0.5, 1.0, 2.0}) {  // times the root of the dimensions
      tried.length = length * sqrt(static_cast<double>(dimensions));
      fill_kernel(team, count, tried.length);
      for (const double noise : {0.05, 0.5}) {  // variance, of targets with variance 1
        tried.noise = noise;
        const double likelihood = factorise(team, count, noise);
        if (!(likelihood > best)) continue;
        best = likelihood;
        model = tried;
      }
    }
    // The last that was tried is there still.
    if (model.length != tried.length) fill_kernel(team, count, model.length);
    if (model.length != tried.length || model.noise != tried.noise) factorise(team, count, model.noise);
    solve_transposed(team, count);
    return model;
  }

  /** Brings `features` [n][dimensions] to the scale of the trials; `to` may be the same. */
  template <class Team>
  TSR_SIDE static void standardise_inputs(Team& team, double* to, const double* features, uint32_t n) {
    const uint32_t dimensions = feature_count(team.problem);
    const Work& work = team.work;
    team.each(n * dimensions,
              [&](uint32_t k) { to[k] = (features[k] - work.centre[k % dimensions]) / work.spread[k % dimensions]; });
  }

  struct Prediction {
    double mean, deviation;
  };

  /** At `inputs` [n][dimensions], standardised, n <= drawn_capacity: sink(k, prediction) for each, at the same time. */
  template <class Team, class Sink>
  TSR_SIDE static void predict(Team& team, uint32_t count, const Model& model, const double* inputs, uint32_t n,
                               const Sink& sink) {
    const Work& work = team.work;
    const uint32_t dimensions = feature_count(team.problem);
    double* const columns = work.columns;  // [count][n] covariances with the trials, then solved by the factor
    double* const mean = work.columns + uint64_t{count} * n;
    double* const explained = mean + n;
    team.ranges(n, [&](uint32_t begin, uint32_t end) {
      for (uint32_t k = begin; k < end; ++k) mean[k] = explained[k] = 0;
      for (uint32_t i = 0; i < count; ++i) {
        double* const row = columns + i * n;
        for (uint32_t k = begin; k < end; ++k) {
          row[k] = matern(distance_of(inputs + k * dimensions, work.inputs + i * dimensions, dimensions), model.length);
          mean[k] += row[k] * work.weights[i];
        }
      }
      for (uint32_t i = 0; i < count; ++i) {
        double* const row = columns + i * n;
        for (uint32_t l = 0; l < i; ++l) subtract_scaled(row, columns + l * n, work.factor[l * count + i], begin, end);
        for (uint32_t k = begin; k < end; ++k) {
          row[k] = row[k] / work.factor[i * count + i];
          explained[k] += row[k] * row[k];
        }
      }
      for (uint32_t k = begin; k < end; ++k) {
        const double variance = 1.0 - explained[k];
        sink(k, Prediction{mean[k], sqrt(variance > 1e-12 ? variance : 1e-12)});
      }
    });
  }

 private:
  template <class Team>
  TSR_SIDE static void standardise(Team& team, uint32_t count) {
    const uint32_t dimensions = feature_count(team.problem);
    const double* const features = team.state.trial_features;
    const Work& work = team.work;
    team.each(dimensions, [&](uint32_t d) {
      double centre = 0, spread = 0;
      for (uint32_t i = 0; i < count; ++i) centre += features[i * dimensions + d] / count;
      for (uint32_t i = 0; i < count; ++i) {
        const double deviation = features[i * dimensions + d] - centre;
        spread += deviation * deviation / count;
      }
      work.centre[d] = centre;
      work.spread[d] = spread > 0 ? sqrt(spread) : 1.0;
    });
    standardise_inputs(team, work.inputs, features, count);
  }

  template <class Team>
  TSR_SIDE static void fill_kernel(Team& team, uint32_t count, double length) {
    const Work& work = team.work;
    team.each(count * count, [&](uint32_t place) {
      if (place / count <= place % count) work.kernel[place] = matern(work.distances[place], length);
    });
  }

  /** Cholesky factor of kernel + noise, and the targets solved by it. Returns the log marginal likelihood. */
  template <class Team>
  TSR_SIDE static double factorise(Team& team, uint32_t count, double noise) {
    const Work& work = team.work;
    double* const factor = work.factor;
    double* const column = work.pivots;
    for (uint32_t j = 0; j < count; ++j) {
      team.ranges(count - j, [&](uint32_t begin, uint32_t end) {
        begin += j;
        end += j;
        for (uint32_t i = begin; i < end; ++i) column[i] = work.kernel[j * count + i] + (i == j ? noise : 0.0);
        for (uint32_t l = 0; l < j; ++l) subtract_scaled(column, factor + l * count, factor[l * count + j], begin, end);
      });
      team.ranges(count - j, [&](uint32_t begin, uint32_t end) {
        const double pivot = sqrt(column[j] > 1e-12 ? column[j] : 1e-12);
        for (uint32_t i = begin + j; i < end + j; ++i) factor[j * count + i] = i == j ? pivot : column[i] / pivot;
      });
    }
    team.each(count, [&](uint32_t i) { column[i] = work.targets[i]; });
    for (uint32_t j = 0; j < count; ++j) {
      team.ranges(count - j, [&](uint32_t begin, uint32_t end) {
        const double solved = column[j] / factor[j * count + j];
        if (begin == 0) work.weights[j] = solved;
        subtract_scaled(column, factor + j * count, solved, j + (begin > 0 ? begin : 1), j + end);
      });
    }
    team.once([&] {
      double fit = 0, log_determinant = 0;
      for (uint32_t i = 0; i < count; ++i) {
        fit += work.weights[i] * work.weights[i];
        log_determinant += logarithm(factor[i * count + i]);
      }
      work.figures[0] = -0.5 * fit - log_determinant;
    });
    return work.figures[0];
  }

  /** weights = (K + noise I)^-1 targets. */
  template <class Team>
  TSR_SIDE static void solve_transposed(Team& team, uint32_t count) {
    const Work& work = team.work;
    double* const rest = work.pivots;
    team.each(count, [&](uint32_t i) { rest[i] = work.weights[i]; });
    for (uint32_t j = count; j-- > 0;) {
      team.ranges(j + 1, [&](uint32_t begin, uint32_t end) {
        const double solved = rest[j] / work.factor[j * count + j];
        for (uint32_t i = begin; i < end; ++i) {
          if (i == j) {
            work.weights[j] = solved;
          } else {
            rest[i] -= work.factor[i * count + j] * solved;
          }
        }
      });
    }
  }
};

}  // namespace tessera::search::island
