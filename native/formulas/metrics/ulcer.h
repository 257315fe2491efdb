#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Ulcer index sqrt(mean over n of drawdown^2) (Martin 1987), in the unit of the drawdowns: currency, not percent. */
TSR_HD double ulcer(double drawdown_squares, double count) { return sqrt(drawdown_squares / count); }

}  // namespace tessera::formulas
