#include "formulas/metrics/expectancy.h"
#include "formulas/metrics/kelly.h"
#include "tests/check.h"

using namespace tessera::formulas;

namespace {

WinLoss<double> counts(double wins, double win, double losses, double loss) {
  WinLoss<double> sums;
  sums.wins = wins;
  sums.losses = losses;
  sums.gross_profit = wins * win;
  sums.gross_loss = losses * loss;
  return sums;
}

}  // namespace

TEST(kelly_even_money) { CHECK_NEAR(kelly(counts(53, 1, 47, 1), 100.0, false), 0.06, 1e-12); }

TEST(kelly_is_capped_and_never_negative) {
  CHECK_EQ(kelly(counts(9, 1, 1, 1), 10.0, false), 0.25);
  CHECK_EQ(kelly(counts(1, 1, 9, 1), 10.0, false), 0.0);
}

TEST(kelly_without_wins_or_losses) {
  CHECK_EQ(kelly(counts(0, 0, 5, 1), 5.0, false), 0.0);
  CHECK_EQ(kelly(counts(5, 1, 0, 0), 5.0, false), 0.25);
  CHECK_EQ(kelly(counts(5, 1, 0, 0), 5.0, true), 0.0);
}

TEST(kelly_zero_rows_are_losses_in_legacy_alone) {
  CHECK_NEAR(kelly(counts(55, 1, 40, 1), 100.0, true), 0.1, 1e-12);
  CHECK_NEAR(kelly(counts(55, 1, 40, 1), 100.0, false), 55.0 / 95.0 - 40.0 / 95.0, 1e-12);
}

TEST(expectancy_of_the_worked_example) {
  const WinLoss<double> sums = counts(5, 58, 4, 52.5);
  CHECK_NEAR(expectancy(sums, 10.0, true), 2.75, 1e-12);
  CHECK_NEAR(expectancy(sums, 10.0, false), 8.0, 1e-12);
}
