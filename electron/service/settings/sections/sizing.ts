import { sizingForm } from "../../../contract/kelly.ts";
import { choiceSetting, integerSetting, numberSetting } from "../kinds.ts";

export const sizing = {
  weight_cap: numberSetting({
    default: 2,
    min: 1,
    max: 100,
    unit: "times 1 / n",
    documentation: "Most that believable weights give one of n members: 2 is twice its equal share.",
  }),
  form: choiceSetting({
    default: "honest",
    choices: sizingForm.options,
    documentation:
      "How portfolios are sized: honestly for a fall that is kept within, or by a form of Kelly.",
  }),
  drawdown: numberSetting({
    default: 0.2,
    min: 0.001,
    max: 1,
    unit: "fraction of the capital",
    documentation: "Fall of the capital that the honest size of a portfolio keeps within.",
  }),
  chance: numberSetting({
    default: 0.05,
    min: 0.001,
    max: 0.5,
    unit: "fraction",
    documentation: "Chance of a deeper fall that the honest size allows.",
  }),
  horizon: integerSetting({
    default: 0,
    min: 0,
    max: 100_000,
    unit: "rows",
    documentation:
      "Rows that lie ahead, over which the fall is kept within; 0 takes as many as are recorded.",
  }),
};
