import type { MetricName } from "../../electron/contract/metric-name.ts";
import type { MetricInfo } from "./metric-info.ts";

type Unit = MetricInfo["unit"];
type Better = MetricInfo["better"];

interface Extra {
  readonly usual?: boolean;
  readonly signed?: boolean;
  readonly factor?: number;
}

const info = (
  title: string,
  short: string,
  unit: Unit,
  digits: number,
  better: Better,
  formula: string,
  { usual = false, signed = false, factor = 1 }: Extra = {},
): MetricInfo => ({ title, short, unit, digits, better, formula, usual, signed, factor });

const usual = { usual: true };

/** Every metric of the contract, in the words of the screens. Where a profile differs from the formula here, the tip says so. */
export const metricTable: Readonly<Record<MetricName, MetricInfo>> = {
  roi: info("Total P&L", "Total P&L", "currency", 0, "more", "Sum of all observations", {
    usual: true,
    signed: true,
  }),
  max_drawdown: info(
    "Maximum drawdown",
    "Max DD",
    "currency",
    0,
    "less",
    "Largest fall of the equity below its running peak",
    usual,
  ),
  ratio: info("P&L over drawdown", "P&L / DD", "ratio", 2, "more", "Total P&L / maximum drawdown", usual),
  win_rate: info("Win rate", "Win", "%", 1, "more", "Winning observations / observations", {
    usual: true,
    factor: 100,
  }),
  profit_factor: info("Profit factor", "PF", "ratio", 2, "more", "Sum of gains / sum of losses", usual),
  expectancy: info(
    "Expectancy",
    "Expect.",
    "currency",
    1,
    "more",
    "w × mean gain − (1 − w) × mean loss",
    usual,
  ),
  annualized_return: info("Annualised P&L", "Annual", "currency", 0, "more", "Mean × observations a year", {
    signed: true,
  }),
  sharpe: info(
    "Sharpe ratio",
    "Sharpe",
    "ratio",
    2,
    "more",
    "(mean − rf) / std × √(observations a year)",
    usual,
  ),
  sortino: info(
    "Sortino ratio",
    "Sortino",
    "ratio",
    2,
    "more",
    "(mean − MAR) / downside deviation × √(observations a year)",
    usual,
  ),
  calmar: info("Calmar ratio", "Calmar", "ratio", 2, "more", "Annualised P&L / maximum drawdown", usual),
  volatility: info("Volatility, annualised", "Vol", "currency", 0, "less", "std × √(observations a year)"),
  downside_deviation: info(
    "Downside deviation",
    "Downside",
    "currency",
    1,
    "less",
    "√ mean of min(x − MAR, 0)²",
  ),
  ulcer: info("Ulcer index", "Ulcer", "currency", 1, "less", "√ mean of squared drawdowns"),
  omega: info("Omega ratio", "Omega", "ratio", 2, "more", "Gains over MAR / losses under MAR"),
  payoff: info("Payoff ratio", "Payoff", "ratio", 2, "more", "Mean gain / mean loss"),
  skew: info("Skewness", "Skew", "", 2, "more", "Third standardised moment"),
  kurtosis: info("Excess kurtosis", "Kurt.", "", 2, "less", "Fourth standardised moment − 3"),
  best: info("Best observation", "Best", "currency", 0, "more", "Largest single P&L"),
  worst: info("Worst observation", "Worst", "currency", 0, "more", "Smallest single P&L", { signed: true }),
  win_streak: info("Longest winning streak", "Win streak", "obs", 0, "more", "Most gains in a row"),
  loss_streak: info("Longest losing streak", "Loss streak", "obs", 0, "less", "Most losses in a row"),
  var_95: info(
    "Value at risk, 95 %",
    "VaR 95",
    "currency",
    0,
    "less",
    "Historical 5 % quantile of the P&L, interpolated",
  ),
  cvar_95: info(
    "Expected shortfall, 95 %",
    "CVaR 95",
    "currency",
    0,
    "less",
    "Mean of the worst 5 %, the last one in part",
    usual,
  ),
  var_99: info(
    "Value at risk, 99 %",
    "VaR 99",
    "currency",
    0,
    "less",
    "Historical 1 % quantile of the P&L, interpolated",
  ),
  cvar_99: info(
    "Expected shortfall, 99 %",
    "CVaR 99",
    "currency",
    0,
    "less",
    "Mean of the worst 1 %, the last one in part",
  ),
  var_95_gaussian: info("Gaussian VaR, 95 %", "VaR 95 G", "currency", 0, "less", "−(mean + z × std)"),
  cvar_95_gaussian: info(
    "Gaussian CVaR, 95 %",
    "CVaR 95 G",
    "currency",
    0,
    "less",
    "−(mean − std × φ(z) / 0.05)",
  ),
  var_95_cornish_fisher: info(
    "Cornish-Fisher VaR, 95 %",
    "VaR 95 CF",
    "currency",
    0,
    "less",
    "Gaussian with z corrected for skew and kurtosis",
  ),
  cdar_95: info(
    "Drawdown at risk, 95 %",
    "CDaR 95",
    "currency",
    0,
    "less",
    "Mean of the worst 5 % of drawdowns",
  ),
  kelly: info("Kelly fraction", "Kelly", "%", 1, "more", "max(0, min((p W − (1 − p) L) / W, cap))", {
    factor: 100,
  }),
  zero_days: info("Zero observations", "Zero", "obs", 0, "neither", "Observations with a P&L of exactly 0"),
  observations: info("Observations", "Obs.", "obs", 0, "neither", "Observations with a value"),
  mean: info("Mean", "Mean", "currency", 1, "more", "Mean P&L per observation", { signed: true }),
  std: info("Standard deviation", "Std", "currency", 1, "less", "Of the P&L per observation"),
  drawdown_start: info(
    "Drawdown begins",
    "DD start",
    "",
    0,
    "neither",
    "Observation of the peak before the largest drawdown",
  ),
  drawdown_end: info(
    "Drawdown bottom",
    "DD end",
    "",
    0,
    "neither",
    "Observation of the largest drawdown's bottom",
  ),
  drawdown_recovery: info(
    "Drawdown recovered",
    "DD recov.",
    "",
    0,
    "neither",
    "Observation that reached the old peak again",
  ),
  drawdown_duration: info(
    "Drawdown duration",
    "DD length",
    "obs",
    0,
    "less",
    "Observations from peak to recovery",
  ),
  cvar_99_gaussian: info(
    "Gaussian CVaR, 99 %",
    "CVaR 99 G",
    "currency",
    0,
    "less",
    "−(mean − std × φ(z) / 0.01)",
  ),
  var_99_gaussian: info("Gaussian VaR, 99 %", "VaR 99 G", "currency", 0, "less", "−(mean + z × std)"),
  var_99_cornish_fisher: info(
    "Cornish-Fisher VaR, 99 %",
    "VaR 99 CF",
    "currency",
    0,
    "less",
    "Gaussian with z corrected for skew and kurtosis",
  ),
  max_drawdown_fraction: info(
    "Maximum drawdown of capital",
    "Max DD %",
    "%",
    1,
    "less",
    "Largest fall / (declared capital + running peak)",
    { factor: 100 },
  ),
  ulcer_fraction: info(
    "Ulcer index of capital",
    "Ulcer %",
    "%",
    2,
    "less",
    "√ mean of squared drawdown fractions",
    {
      factor: 100,
    },
  ),
};
