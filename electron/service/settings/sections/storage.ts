import { compression } from "../../../contract/methods/dataset.ts";
import { choiceSetting, integerSetting, switchSetting } from "../kinds.ts";

export const storage = {
  compression: choiceSetting({
    default: "snappy",
    choices: compression.options,
    documentation: "Compression of the Parquet files. snappy reads fastest, zstd and gzip are smaller.",
  }),
  row_group_strategies: integerSetting({
    default: 1024,
    min: 256,
    max: 1_048_576,
    unit: "strategies",
    documentation:
      "Strategies in one Parquet row group, the smallest part that is read on its own: fewer make a file slightly larger and a portfolio's strategies quicker to read (docs/performance.md).",
  }),
  byte_stream_split: switchSetting({
    default: true,
    documentation:
      "Store the bytes of the numbers apart (BYTE_STREAM_SPLIT), which compresses P&L better and reads faster.",
  }),
  keep_source: switchSetting({
    default: false,
    documentation:
      "Keep a copy of the imported file inside the dataset, so that `tessera verify --repair` can rebuild it.",
  }),
  trash_days: integerSetting({
    default: 30,
    min: 0,
    max: 3650,
    unit: "days",
    documentation: "A deleted dataset can be brought back for this long; 0 deletes at once.",
  }),
  kept_mb: integerSetting({
    default: 1024,
    min: 0,
    max: 1_048_576,
    unit: "MB",
    documentation:
      "Disk space for results that are kept so as not to be computed again (correlation of all pairs, names and rows), of all datasets together; 0 keeps none. The ones used longest ago go first.",
  }),
  versions_kept: integerSetting({
    default: 10,
    min: 1,
    max: 10_000,
    unit: "versions",
    documentation: "Versions of a dataset that stay available to `tessera rollback`; older ones are removed.",
  }),
};
