import { profile } from "../../../contract/metrics.ts";
import { choiceSetting, numberSetting, switchSetting, textSetting } from "../kinds.ts";

export const analysis = {
  memory_gb: numberSetting({
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: "GB",
    documentation:
      "Memory that a table may take part in. Metrics, figures by group and the correlation of all pairs of a table that needs more are computed on parts of it, read from the disk, and a search of it has its matrices in scratch files; 0 is what the machine, or the container, has. Results do not depend on it.",
  }),
  profile: choiceSetting({
    default: "textbook",
    choices: profile.options,
    documentation:
      "Definition of every figure and of what a search is for: legacy (the replaced system), textbook, or r (PerformanceAnalytics). docs/metrics.md and docs/search.md have the formulas.",
  }),
  annualisation: numberSetting({
    default: 0,
    min: 0,
    max: 100_000,
    unit: "rows a year",
    documentation:
      "0 infers it from the dates. The legacy profile uses 252 whatever the dates are, unless a value is set here.",
  }),
  risk_free_rate: numberSetting({
    default: 0,
    min: -1,
    max: 1,
    unit: "fraction a year",
    documentation: "Risk-free rate on the declared capital; has no effect while capital is 0.",
  }),
  minimum_acceptable_return: numberSetting({
    default: 0,
    min: -1e12,
    max: 1e12,
    unit: "currency per row",
    documentation: "The target of Sortino, downside deviation and Omega.",
  }),
  capital: numberSetting({
    default: 0,
    min: 0,
    max: 1e15,
    unit: "currency",
    documentation: "Declared capital; 0 declares none, and then no figure is given in percent.",
  }),
  currency: textSetting({
    default: "",
    pattern: /^([\p{L}\p{Sc}%][\p{L}\p{Sc}%&. ]{0,15})?$/u,
    allowed: "a currency (INR), its sign, a word such as points, or nothing",
    documentation:
      "What P&L is in where a dataset does not say: a code (INR, USD), a sign, or a word such as points. Rupees are grouped in lakhs. Empty: it is called currency.",
  }),
  money_as: choiceSetting({
    default: "amount",
    choices: ["amount", "percent"],
    documentation: "Amounts as they are, or in percent of the declared capital, where there is one.",
  }),
  ulta: switchSetting({
    default: false,
    documentation: "Invert strategies whose total is negative (ULTA) before every analysis and search.",
  }),
};
