// Writes config/parquet_arrow_config.ini and docs/settings.md from the table of settings. npm run settings
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatIni, formatSettingsPage } from "../../electron/service/settings/pages.ts";

const root = join(import.meta.dirname, "..", "..");
writeFileSync(join(root, "config", "parquet_arrow_config.ini"), formatIni());
writeFileSync(join(root, "docs", "settings.md"), formatSettingsPage());
