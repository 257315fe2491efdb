#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** A missing or infinite cell counts as 0, as in the sums of portfolios. */
TSR_HD double present_cell(double x) { return x - x == 0.0 ? x : 0.0; }

/**
 * z of one cell for families of look-alikes, of a column with this mean and norm; a column of norm 0, which does not vary, is
 * all 0.
 */
TSR_HD double family_cell(double x, double mean, double norm) { return norm > 0.0 ? (present_cell(x) - mean) / norm : 0.0; }

TSR_HD double within_one(double r) { return r > 1.0 ? 1.0 : r < -1.0 ? -1.0 : r; }

/** Where a correlation stands in a table over r = -1, -0.999, ..., 1. Added before multiplied: no contraction can change it. */
TSR_HD uint32_t correlation_entry(double r) { return static_cast<uint32_t>((within_one(r) + 1.0) * 1000.0 + 0.5); }

}  // namespace tessera::formulas
