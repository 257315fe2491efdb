import { heatmapPicture } from "./heatmap-picture.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";
import type { LegacyZoneRun, ZoneRunPortfolio } from "./legacy-zone-run.ts";
import { runIdOf } from "./local-time.ts";
import { PictureDrawer } from "./picture-drawer.ts";
import type { PictureRequest } from "./picture-request.ts";
import { pictureStyle } from "./picture-style.ts";
import { portfolioPictures } from "./portfolio-pictures.ts";
import { zoneFileName } from "./zone-file-name.ts";

/** Equity of every zone, equity and drawdown of every portfolio over the zones, and how the zones correlate; PNG by name. */
export async function legacyZoneRunPictures(
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
  for (const one of run.overall) {
    const size = one.strategies.length;
    const name = `${one.algorithm.toUpperCase()}_Zone_Portfolio_Size${size}_${runId}.png`;
    const { equity, drawdown } = pictures(`all zones, portfolio of ${size}`, one);
    requests.set(`equity_curve_${name}`, equity);
    requests.set(`drawdowns_${name}`, drawdown);
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
