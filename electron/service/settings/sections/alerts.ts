import { integerSetting, numberSetting, textSetting } from "../kinds.ts";

export const alerts = {
  slower_than: numberSetting({
    default: 3,
    min: 0,
    max: 1000,
    unit: "times the usual",
    documentation:
      "Alert when a run takes this many times the median of the last runs of its kind on its dataset, five of them at least; 0 never.",
  }),
  host_memory_percent: integerSetting({
    default: 90,
    min: 0,
    max: 100,
    unit: "%",
    documentation: "Alert when a run ends with more than this of the machine's memory in use; 0 never.",
  }),
  disk_free_gb: numberSetting({
    default: 2,
    min: 0,
    max: 1e6,
    unit: "GB",
    documentation: "Alert when the disk of the data root has less free than this; 0 never.",
  }),
  failures: integerSetting({
    default: 3,
    min: 0,
    max: 1000,
    unit: "runs in a row",
    documentation: "Alert when so many runs of a kind have failed one after the other; 0 never.",
  }),
  command: textSetting({
    default: "",
    isOwn: true,
    byHand: true,
    allowed: "a command line, or nothing",
    documentation:
      "Run for every alert, by the system's shell, with TESSERA_ALERT (the sentence), TESSERA_ALERT_KIND, TESSERA_ALERT_METHOD and TESSERA_ALERT_DATASET in its environment. Write it into the file by hand: no window can set it.",
  }),
};
