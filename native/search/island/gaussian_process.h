#pragma once

#include "search/island/functions.h"
#include "search/island/work.h"

namespace tessera::search::island {

/** Matern 5/2 of unit variance. Rasmussen, Williams, "Gaussian processes for machine learning", 2006, equation 4.17. */
TSR_SIDE double matern(double distance, double length) {
  const double r = sqrt(5.0) * distance / length;
  return (1 + r + r * r / 3) * exponential(-r);
}

TSR_SIDE double distance_of(const double* a, const double* b, std::uint32_t dimensions) {
  double square = 0;
  for (std::uint32_t d = 0; d < dimensions; ++d) square += (a[d] - b[d]) * (a[d] - b[d]);
  return sqrt(square);
}

/** Length scale and noise in force. */
struct Model {
  double length, noise;
};

/**
 * Gaussian-process regression with a Matern 5/2 kernel of unit variance, constant mean 0 and noise. Inputs are
 * standardised per dimension; length scale and noise are the pair of a small grid with the highest marginal likelihood.
 * Source: Rasmussen, Williams, algorithm 2.1. Lives in the work: inputs, targets, factor, weights.
 */
struct GaussianProcess {
  /** From state.trial_features and work.targets (mean 0, variance 1) of `count` trials. O(grid x count^3), shared by the team. */
  template <class Team>
  TSR_SIDE static Model fit(Team& team, std::uint32_t count) {
    standardise(team, count);
    const std::uint32_t dimensions = feature_count(team.problem);
    double* const distances = team.work.distances;
    team.each(count * count, [&](std::uint32_t place) {
      const std::uint32_t i = place / count, j = place % count;
      if (j > i) return;
      distances[place] = i == j ? 0.0 : distance_of(team.work.inputs + i * dimensions, team.work.inputs + j * dimensions, dimensions);
    });
    double best = -HUGE_VAL;
    Model model = {1, 0.5};
    for (const double length : {0.5, 1.0, 2.0}) {  // times the root of the dimensions
      for (const double noise : {0.05, 0.5}) {     // variance, of targets with variance 1
        const Model tried = {length * sqrt(static_cast<double>(dimensions)), noise};
        const double likelihood = factorise(team, count, tried);
        if (!(likelihood > best)) continue;
        best = likelihood;
        model = tried;
      }
    }
    factorise(team, count, model);
    solve_transposed(team, count);
    return model;
  }

  struct Prediction {
    double mean, deviation;
  };

  /** At `input` [dimensions]; `column` is scratch [count]. One thread. */
  TSR_SIDE static Prediction predict(const Work& work, std::uint32_t count, std::uint32_t dimensions, const Model& model,
                                     const double* input, double* column) {
    double mean = 0, explained = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      double square = 0;
      for (std::uint32_t d = 0; d < dimensions; ++d) {
        const double apart = (input[d] - work.centre[d]) / work.spread[d] - work.inputs[i * dimensions + d];
        square += apart * apart;
      }
      column[i] = matern(sqrt(square), model.length);
      mean += column[i] * work.weights[i];
    }
    for (std::uint32_t i = 0; i < count; ++i) {
      double rest = column[i];
      for (std::uint32_t k = 0; k < i; ++k) rest -= work.factor[i * count + k] * column[k];
      column[i] = rest / work.factor[i * count + i];
      explained += column[i] * column[i];
    }
    const double variance = 1.0 - explained;
    return {mean, sqrt(variance > 1e-12 ? variance : 1e-12)};
  }

 private:
  template <class Team>
  TSR_SIDE static void standardise(Team& team, std::uint32_t count) {
    const std::uint32_t dimensions = feature_count(team.problem);
    const double* const features = team.state.trial_features;
    const Work& work = team.work;
    team.each(dimensions, [&](std::uint32_t d) {
      double centre = 0, spread = 0;
      for (std::uint32_t i = 0; i < count; ++i) centre += features[i * dimensions + d] / count;
      for (std::uint32_t i = 0; i < count; ++i) {
        const double deviation = features[i * dimensions + d] - centre;
        spread += deviation * deviation / count;
      }
      work.centre[d] = centre;
      work.spread[d] = spread > 0 ? sqrt(spread) : 1.0;
    });
    team.each(count * dimensions, [&](std::uint32_t k) {
      work.inputs[k] = (features[k] - work.centre[k % dimensions]) / work.spread[k % dimensions];
    });
  }

  /** Cholesky factor, column by column, and the targets solved by it. Returns the log marginal likelihood. */
  template <class Team>
  TSR_SIDE static double factorise(Team& team, std::uint32_t count, const Model& model) {
    const Work& work = team.work;
    double* const factor = work.factor;
    double* const column = work.pivots;
    for (std::uint32_t j = 0; j < count; ++j) {
      team.each(count - j, [&](std::uint32_t k) {
        const std::uint32_t i = j + k;
        double sum = matern(work.distances[i * count + j], model.length) + (i == j ? model.noise : 0.0);
        for (std::uint32_t l = 0; l < j; ++l) sum -= factor[i * count + l] * factor[j * count + l];
        column[i] = sum;
      });
      team.each(count - j, [&](std::uint32_t k) {
        const std::uint32_t i = j + k;
        const double pivot = sqrt(column[j] > 1e-12 ? column[j] : 1e-12);
        factor[i * count + j] = i == j ? pivot : column[i] / pivot;
      });
    }
    team.each(count, [&](std::uint32_t i) { column[i] = work.targets[i]; });
    for (std::uint32_t j = 0; j < count; ++j) {
      team.each(count - j, [&](std::uint32_t k) {
        const std::uint32_t i = j + k;
        const double solved = column[j] / factor[j * count + j];
        if (i == j) {
          work.weights[j] = solved;
        } else {
          column[i] -= factor[i * count + j] * solved;
        }
      });
    }
    team.once([&] {
      double fit = 0, log_determinant = 0;
      for (std::uint32_t i = 0; i < count; ++i) {
        fit += work.weights[i] * work.weights[i];
        log_determinant += logarithm(factor[i * count + i]);
      }
      work.figures[0] = -0.5 * fit - log_determinant;
    });
    return work.figures[0];
  }

  /** weights = (K + noise I)^-1 targets. */
  template <class Team>
  TSR_SIDE static void solve_transposed(Team& team, std::uint32_t count) {
    const Work& work = team.work;
    double* const rest = work.pivots;
    team.each(count, [&](std::uint32_t i) { rest[i] = work.weights[i]; });
    for (std::uint32_t j = count; j-- > 0;) {
      team.each(j + 1, [&](std::uint32_t i) {
        const double solved = rest[j] / work.factor[j * count + j];
        if (i == j) {
          work.weights[j] = solved;
        } else {
          rest[i] -= work.factor[j * count + i] * solved;
        }
      });
    }
  }
};

}  // namespace tessera::search::island
