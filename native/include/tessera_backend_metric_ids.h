/* Numbers of the metrics, a part of tessera_backend_metrics.h. Written by npm run metrics-page: the table is the contract's. */
#ifndef TESSERA_BACKEND_METRIC_IDS_H
#define TESSERA_BACKEND_METRIC_IDS_H

typedef enum tsr_metric {
  TSR_METRIC_ROI = 0,                    /* Total P&L, currency */
  TSR_METRIC_MAX_DRAWDOWN = 1,           /* Maximum drawdown, currency */
  TSR_METRIC_RATIO = 2,                  /* P&L over drawdown, number */
  TSR_METRIC_WIN_RATE = 3,               /* Win rate, fraction */
  TSR_METRIC_PROFIT_FACTOR = 4,          /* Profit factor, number */
  TSR_METRIC_EXPECTANCY = 5,             /* Expectancy, currency */
  TSR_METRIC_ANNUALIZED_RETURN = 6,      /* Annualised P&L, currency */
  TSR_METRIC_SHARPE = 7,                 /* Sharpe ratio, number */
  TSR_METRIC_SORTINO = 8,                /* Sortino ratio, number */
  TSR_METRIC_CALMAR = 9,                 /* Calmar ratio, number */
  TSR_METRIC_VOLATILITY = 10,            /* Volatility, annualised, currency */
  TSR_METRIC_DOWNSIDE_DEVIATION = 11,    /* Downside deviation, currency */
  TSR_METRIC_ULCER = 12,                 /* Ulcer index, currency */
  TSR_METRIC_OMEGA = 13,                 /* Omega ratio, number */
  TSR_METRIC_PAYOFF = 14,                /* Payoff ratio, number */
  TSR_METRIC_SKEW = 15,                  /* Skewness, number */
  TSR_METRIC_KURTOSIS = 16,              /* Excess kurtosis, number */
  TSR_METRIC_BEST = 17,                  /* Best row, currency */
  TSR_METRIC_WORST = 18,                 /* Worst row, currency */
  TSR_METRIC_WIN_STREAK = 19,            /* Longest winning streak, rows */
  TSR_METRIC_LOSS_STREAK = 20,           /* Longest losing streak, rows */
  TSR_METRIC_VAR_95 = 21,                /* Value at risk, 95 %, currency */
  TSR_METRIC_CVAR_95 = 22,               /* Expected shortfall, 95 %, currency */
  TSR_METRIC_VAR_99 = 23,                /* Value at risk, 99 %, currency */
  TSR_METRIC_CVAR_99 = 24,               /* Expected shortfall, 99 %, currency */
  TSR_METRIC_VAR_95_GAUSSIAN = 25,       /* Gaussian VaR, 95 %, currency */
  TSR_METRIC_CVAR_95_GAUSSIAN = 26,      /* Gaussian CVaR, 95 %, currency */
  TSR_METRIC_VAR_95_CORNISH_FISHER = 27, /* Cornish-Fisher VaR, 95 %, currency */
  TSR_METRIC_CDAR_95 = 28,               /* Drawdown at risk, 95 %, currency */
  TSR_METRIC_KELLY = 29,                 /* Kelly fraction, fraction */
  TSR_METRIC_ZERO_DAYS = 30,             /* Zero rows, rows */
  TSR_METRIC_OBSERVATIONS = 31,          /* Rows, rows */
  TSR_METRIC_MEAN = 32,                  /* Mean, currency */
  TSR_METRIC_STD = 33,                   /* Standard deviation, currency */
  TSR_METRIC_DRAWDOWN_START = 34,        /* Drawdown begins, row */
  TSR_METRIC_DRAWDOWN_END = 35,          /* Drawdown bottom, row */
  TSR_METRIC_DRAWDOWN_RECOVERY = 36,     /* Drawdown recovered, row */
  TSR_METRIC_DRAWDOWN_DURATION = 37,     /* Drawdown duration, rows */
  TSR_METRIC_VAR_99_GAUSSIAN = 38,       /* Gaussian VaR, 99 %, currency */
  TSR_METRIC_CVAR_99_GAUSSIAN = 39,      /* Gaussian CVaR, 99 %, currency */
  TSR_METRIC_VAR_99_CORNISH_FISHER = 40, /* Cornish-Fisher VaR, 99 %, currency */
  TSR_METRIC_MAX_DRAWDOWN_FRACTION = 41, /* Maximum drawdown of capital, fraction */
  TSR_METRIC_ULCER_FRACTION = 42,        /* Ulcer index of capital, fraction */
  TSR_METRIC_COUNT = 43
} tsr_metric;

#endif /* TESSERA_BACKEND_METRIC_IDS_H */
