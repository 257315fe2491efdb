#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Gross loss (currency) up to which the replaced system's fitness takes a portfolio as one without losses. */
constexpr double kZeroLoss = 1e-6;

/** Gross profit / gross loss as reported: infinite without a loss; 0/0 is infinite too in legacy, else NaN. */
template <class V>
TSR_HD V profit_factor(V gross_profit, V gross_loss, bool legacy) {
  const V zero = splat<V>(0.0);
  const V without = select(gross_profit > zero, splat<V>(HUGE_VAL), splat<V>(legacy ? HUGE_VAL : NAN));
  return select(gross_loss > zero, gross_profit / gross_loss, without);
}

/** Gross profit / gross loss as a fitness: without a loss 1 when anything was gained, else 0 (legacy rule). */
template <class V>
TSR_HD V profit_factor_fitness(V gross_profit, V gross_loss) {
  const V zero = splat<V>(0.0);
  const V without = select(gross_profit > zero, splat<V>(1.0), zero);
  return select(gross_loss > splat<V>(kZeroLoss), gross_profit / gross_loss, without);
}

}  // namespace tessera::formulas
