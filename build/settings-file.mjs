// Writes config/parquet_arrow_config.ini and docs/settings.md from the table of settings: npm run settings.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatIni } from "../electron/service/settings/format-ini.ts";

const root = join(import.meta.dirname, "..");
mkdirSync(join(root, "config"), { recursive: true });
writeFileSync(join(root, "config", "parquet_arrow_config.ini"), formatIni());
