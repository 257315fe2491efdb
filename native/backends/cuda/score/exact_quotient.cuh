#pragma once

namespace tessera::cuda {

/**
 * RN(d / b) from y = RN(1 / b), bit for bit what division gives: q1 is within one unit in the last place, and then
 * RN(q1 + r y) with the exact remainder r is the correctly rounded quotient (Markstein 1990). ColumnScale gives a
 * column an inverse only where nothing here over- or underflows. Five operations instead of the fifteen of a division.
 */
__device__ __forceinline__ double exact_quotient(double d, double b, double y) {
  const double q0 = d * y;
  const double q1 = fma(fma(-q0, b, d), y, q0);
  return fma(fma(-q1, b, d), y, q1);
}

}  // namespace tessera::cuda
