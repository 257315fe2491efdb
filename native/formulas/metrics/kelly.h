#pragma once

#include "formulas/hd.h"
#include "formulas/series/win_loss.h"

namespace tessera::formulas {

constexpr double kKellyCap = 0.25;

/**
 * Kelly fraction for a unit stake (Kelly 1956, two outcomes): max(0, min((p W - (1 - p) L) / W, 0.25)), W and L the
 * mean win and mean |loss|; a fraction of the capital risked per unit of mean loss, not a leverage.
 * legacy: p = wins / n (rows of 0 count as losses), 0 without a win or without a loss.
 * otherwise: p = wins / (wins + losses), 0 without a win, the cap without a loss.
 */
template <class V>
TSR_HD V kelly(const WinLoss<V>& sums, V n, bool legacy) {
  const V zero = splat<V>(0.0);
  const V cap = splat<V>(kKellyCap);
  const V p = sums.wins / (legacy ? n : sums.wins + sums.losses);
  const V mean_win = sums.gross_profit / sums.wins;
  const V mean_loss = select(sums.losses > zero, sums.gross_loss / sums.losses, zero);
  const V raw = (p * mean_win - (splat<V>(1.0) - p) * mean_loss) / mean_win;
  const V capped = larger(smaller(raw, cap), zero);
  const V with_wins = select(sums.losses > zero, capped, legacy ? zero : cap);
  return select(sums.wins > zero, with_wins, zero);
}

}  // namespace tessera::formulas
