import { choiceSetting, integerSetting, numberSetting } from "../kinds.ts";

export const engine = {
  backend: choiceSetting({
    default: "auto",
    choices: ["auto", "cpu", "cuda"],
    documentation:
      "What computes; auto takes the best that passes its probe. The environment variable TESSERA_BACKEND has precedence.",
  }),
  device: integerSetting({
    default: -1,
    min: -2,
    max: 63,
    documentation:
      "Number of the device as `tessera engine` lists it; -1 takes the best one, -2 shares the work over all of them.",
  }),
  memory_limit_gb: numberSetting({
    default: 0,
    min: 0,
    max: 4096,
    unit: "GB",
    documentation: "Most memory a session may take on the device; 0 leaves it to what is free.",
  }),
  probe_timeout_s: numberSetting({
    default: 20,
    min: 1,
    max: 600,
    unit: "seconds",
    documentation: "A backend that does not answer its probe within this time is not used.",
  }),
  warn_memory_percent: integerSetting({
    default: 90,
    min: 1,
    max: 100,
    unit: "%",
    documentation:
      "Warn when sessions use more than this share of the memory that they may take on a device.",
  }),
  warn_failed_percent: integerSetting({
    default: 1,
    min: 0,
    max: 100,
    unit: "%",
    documentation: "Warn when more than this share of an operation's runs failed.",
  }),
  warn_transfer_percent: integerSetting({
    default: 50,
    min: 1,
    max: 100,
    unit: "%",
    documentation:
      "Warn when copying to and from a device takes more than this share of an operation's time there.",
  }),
};
