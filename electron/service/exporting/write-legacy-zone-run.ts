import { type LegacyReportMetrics, legacyReportMetrics } from "../analysis/metrics/legacy-report.ts";
import type { Engine } from "../engine/engine.ts";
import { addPictures } from "./add-pictures.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";
import type { LegacyZoneRun } from "./legacy-zone-run.ts";
import { legacyZoneRunPictures } from "./legacy-zone-run-pictures.ts";
import { legacyZoneRunTexts } from "./legacy-zone-run-texts.ts";
import { writeRunFolder } from "./write-run-folder.ts";

/**
 * Writes the result folder of a zone run as the replaced system did, all or nothing. `more` are files to lie beside
 * them. Returns the file names. All figures are of the legacy profile.
 */
export async function writeLegacyZoneRun(
  folder: string,
  run: LegacyZoneRun,
  engine: Engine,
  options: LegacyRunOptions,
  more: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  // Zones may differ in their number of rows, and a session has one length.
  const zones: LegacyReportMetrics[] = [];
  for (const { pnl } of run.zones) zones.push(...(await legacyReportMetrics(engine, [pnl])));
  const overall = await legacyReportMetrics(
    engine,
    run.overall.map(({ pnl }) => pnl),
  );
  const files = new Map<string, string | Uint8Array>(
    legacyZoneRunTexts(run, { zones, overall }, options.lineEnds),
  );
  if (options.charts) await addPictures(files, legacyZoneRunPictures(run, options), options.lineEnds);
  for (const [name, text] of more) files.set(name, text);
  await writeRunFolder(folder, files);
  return [...files.keys()];
}
