import { analysis } from "./sections/analysis.ts";
import { correlation } from "./sections/correlation.ts";
import { engine } from "./sections/engine.ts";
import { exporting } from "./sections/export.ts";
import { general } from "./sections/general.ts";
import { importing } from "./sections/import.ts";
import { jobs } from "./sections/jobs.ts";
import { search } from "./sections/search.ts";
import { storage } from "./sections/storage.ts";

/**
 * Every key of the settings file, by section, in the order of the file. The single source of type, range, default,
 * unit and documentation: config/parquet_arrow_config.ini and docs/settings.md are made from it.
 */
export const settingsTable = {
  general,
  storage,
  import: importing,
  engine,
  analysis,
  correlation,
  search,
  export: exporting,
  jobs,
};
