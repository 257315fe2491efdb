import { type LegacyReportMetrics, legacyReportMetrics } from "../../analysis/metrics/legacy-report.ts";
import type { Engine } from "../../engine/engine.ts";
import { runIdOf } from "../legacy-text.ts";
import { PictureDrawer } from "../pictures/drawer.ts";
import type { PictureRequest } from "../pictures/picture.ts";
import { heatmapPicture, pictureStyle, portfolioPictures } from "../pictures/portfolio-pictures.ts";
import { addPictures, type LegacyRunOptions, writeRunFolder } from "../run-folder.ts";
import { type LegacyZoneRun, type ZoneRunPortfolio, zoneFileName, zoneName } from "./legacy-zone-run.ts";
import { hasFigures, legacyZoneRunTexts } from "./run-files.ts";

/**
 * Writes the result folder of a zone run as the replaced system did, all or nothing. `more` are files to lie beside
 * them. Returns the file names. All figures are of the legacy profile, or of that of the run, which its texts name then.
 */
export async function writeLegacyZoneRun(
  folder: string,
  run: LegacyZoneRun,
  engine: Engine,
  options: LegacyRunOptions,
  more: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const files = await legacyZoneRunFiles(run, engine, options);
  for (const [name, text] of more) files.set(name, text);
  await writeRunFolder(folder, files);
  return [...files.keys()];
}

/** The files of that folder by name. */
export async function legacyZoneRunFiles(
  run: LegacyZoneRun,
  engine: Engine,
  options: LegacyRunOptions,
): Promise<Map<string, string | Uint8Array>> {
  // Zones may differ in their number of rows, and a session has one length.
  const zones: LegacyReportMetrics[] = [];
  for (const { pnl, definitions } of run.zones)
    zones.push(...(await legacyReportMetrics(engine, [pnl], definitions)));
  const overall = await legacyReportMetrics(
    engine,
    run.overall.map(({ pnl }) => pnl),
    // All are of the same rows.
    run.overall[0]?.definitions,
  );
  const files = new Map<string, string | Uint8Array>(legacyZoneRunTexts(run, { zones, overall }, options));
  if (options.charts) await addPictures(files, legacyZoneRunPictures(run, options), options.lineEnds);
  return files;
}

/**
 * Equity of every zone, equity and drawdown of every portfolio over the zones and its equity in each zone, and how the zones
 * correlate; PNG by name.
 */
async function legacyZoneRunPictures(
  run: LegacyZoneRun,
  options: LegacyRunOptions,
): Promise<Map<string, Uint8Array>> {
  const runId = runIdOf(run.startedAt);
  const style = pictureStyle(options);
  const requests = new Map<string, PictureRequest>();
  const pictures = (what: string, one: ZoneRunPortfolio) =>
    portfolioPictures({ ...one, what, size: one.strategies.length }, style);

  for (const one of run.zones) {
    const { equity } = pictures(one.zone, one);
    requests.set(`equity_curve_zone_${zoneFileName(one.zone, one.finishedAt)}.png`, equity);
  }
  for (const one of run.overall.filter(hasFigures)) {
    const size = one.strategies.length;
    const name = `${one.algorithm.toUpperCase()}_Zone_Portfolio_Size${size}_${runId}.png`;
    const { equity, drawdown } = pictures(`all zones, portfolio of ${size}`, one);
    requests.set(`equity_curve_${name}`, equity);
    requests.set(`drawdowns_${name}`, drawdown);
    for (const [zone, pnl] of one.inZones) {
      const file = `${one.algorithm.toLowerCase()}_zone_equity_${zoneName(zone)}_${size}_${runId}.png`;
      requests.set(file, pictures(`${zone}, portfolio of ${size} over all zones`, { ...one, pnl }).equity);
    }
  }
  if (run.zones.length > 1) {
    const names = run.zones.map(({ zone }) => zone);
    const titles = { title: "Correlation of the zones' portfolios", subtitle: "Pearson, sums of each date" };
    const heatmap = heatmapPicture({ names, rho: run.correlation }, style, titles);
    requests.set("zone_correlation_heatmap.png", heatmap);
  }
  const drawer = new PictureDrawer(requests.size);
  try {
    const drawn = [...requests].map(async ([name, request]) => [name, await drawer.draw(request)] as const);
    return new Map(await Promise.all(drawn));
  } finally {
    await drawer.close();
  }
}
