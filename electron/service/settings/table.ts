import { integerSetting } from "./kinds.ts";
import { alerts } from "./sections/alerts.ts";
import { analysis } from "./sections/analysis.ts";
import { cluster } from "./sections/cluster.ts";
import { correlation } from "./sections/correlation.ts";
import { engine } from "./sections/engine.ts";
import { exporting } from "./sections/export.ts";
import { gpu } from "./sections/gpu.ts";
import { importing } from "./sections/import.ts";
import { jobs } from "./sections/jobs.ts";
import { kelly } from "./sections/kelly.ts";
import { regimes, zones } from "./sections/regimes.ts";
import { parameters, search } from "./sections/search.ts";
import { sizing } from "./sections/sizing.ts";
import { storage } from "./sections/storage.ts";

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

/**
 * Every key of the settings file, by section, in the order of the file. The single source of type, range, default,
 * unit and documentation: config/parquet_arrow_config.ini and docs/settings.md are made from it.
 */
export const settingsTable = {
  general,
  storage,
  import: importing,
  engine,
  gpu,
  analysis,
  regimes,
  zones,
  correlation,
  search,
  parameters,
  sizing,
  kelly,
  export: exporting,
  jobs,
  cluster,
  alerts,
};
