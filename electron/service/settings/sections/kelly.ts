import { kellyEdge, zeroDays } from "../../../contract/kelly.ts";
import { choiceSetting, numberSetting, switchSetting } from "../kinds.ts";

export const kelly = {
  edge: choiceSetting({
    default: "expected",
    choices: kellyEdge.options,
    documentation:
      "What the forms of Kelly stake on: the edge that is to be expected, or the recorded one, which a chosen portfolio seldom keeps.",
  }),
  zero_days: choiceSetting({
    default: "exclude",
    choices: zeroDays.options,
    documentation: "Whether rows of 0 count as no win in the probability of a win.",
  }),
  multiplier: numberSetting({
    default: 0.25,
    min: 0,
    max: 1,
    documentation: "Share of the Kelly fraction that is used; 0.25 is quarter Kelly.",
  }),
  cap: numberSetting({
    default: 0.25,
    min: 0.0001,
    max: 100,
    unit: "fraction of the capital",
    documentation: "Most of the capital that one strategy may have at risk.",
  }),
  floor: numberSetting({
    default: 0,
    min: 0,
    max: 100,
    unit: "fraction of the capital",
    documentation: "Least of the capital that a strategy with an edge has at risk; one without has none.",
  }),
  confidence: switchSetting({
    default: false,
    documentation: "Multiply fractions by the mean regime confidence of the rows.",
  }),
  leverage: numberSetting({
    default: 1,
    min: 0.001,
    max: 100,
    unit: "fraction of the capital",
    documentation: "Most that the fractions at risk may sum to; above it all are scaled down together.",
  }),
  lot: numberSetting({
    default: 0,
    min: 0,
    max: 1e12,
    unit: "times the recorded position",
    documentation: "Sizes are rounded down to multiples of this; 0 leaves them as they are.",
  }),
};
