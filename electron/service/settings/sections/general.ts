import { integerSetting } from "../kinds/integer-setting.ts";

export const general = {
  threads: integerSetting({
    default: 0,
    min: 0,
    max: 1024,
    unit: "threads",
    documentation:
      "Processor threads for reading, analysis and search; 0 uses all of them. Results do not depend on it.",
  }),
};
