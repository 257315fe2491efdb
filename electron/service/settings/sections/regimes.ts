import { numberSetting, pairsSetting, switchSetting, textSetting } from "../kinds.ts";

/** What every analysis takes of a dataset where its request and the dataset's kept view do not say. */
export const regimes = {
  only: textSetting({
    default: "",
    allowed: "names of market regimes, separated by commas, or nothing for all",
    documentation: "Only rows of these market regimes take part.",
  }),
  min_confidence: numberSetting({
    default: 0,
    min: 0,
    max: 100,
    unit: "%",
    documentation: "Only rows of at least this regime confidence take part; 0 for all.",
  }),
  confidence_weighted: switchSetting({
    default: false,
    documentation: "Multiply the P&L of every row by its regime confidence.",
  }),
  transition_above: numberSetting({
    default: 0.5,
    min: 0,
    max: 1,
    documentation: "A row whose transition threshold is over this lies between regimes.",
  }),
  transition_factor: numberSetting({
    default: 1,
    min: 0,
    max: 1,
    documentation: "The P&L of a row between regimes is multiplied by this; 1 leaves it as it is.",
  }),
};

export const zones = {
  weights: pairsSetting({
    min: 0,
    max: 1e9,
    documentation:
      "Weights of intraday zones where days are weighted sums of their zones and where zones are combined; zones that are not named weigh 1.",
  }),
};
