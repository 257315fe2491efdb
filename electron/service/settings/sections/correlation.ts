import { integerSetting, numberSetting } from "../kinds.ts";

export const correlation = {
  histogram_bins: integerSetting({
    default: 200,
    min: 2,
    max: 100_000,
    unit: "bins",
    documentation: "Equal bins over -1..1 of the histogram of all pairwise correlations.",
  }),
  top_pairs: integerSetting({
    default: 100,
    min: 0,
    max: 1_000_000,
    unit: "pairs",
    documentation: "How many of the most correlated pairs are listed.",
  }),
  threshold: numberSetting({
    default: 0.7,
    min: 0,
    max: 1,
    documentation: "Pairs whose absolute correlation reaches this value are counted.",
  }),
  threshold_pairs: integerSetting({
    default: 0,
    min: 0,
    max: 100_000_000,
    unit: "pairs",
    documentation: "How many of the pairs over the threshold are listed one by one.",
  }),
};
