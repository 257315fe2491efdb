#pragma once

#include "formulas/metrics/profit_factor.h"
#include "formulas/series/downside.h"

namespace tessera::formulas {

/**
 * Omega at the MAR (Keating and Shadwick 2002): sum of (x - MAR)+ / sum of (MAR - x)+. At MAR 0 it is the profit factor,
 * and it has that ratio's rules for a zero denominator.
 */
TSR_HD double omega(const Downside<double>& sums, bool legacy) { return profit_factor(sums.above, sums.below, legacy); }

}  // namespace tessera::formulas
