import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type { portfolioFiles } from "../../contract/methods/portfolio.ts";
import { Problem } from "../../contract/problem.ts";
import { countOf } from "../../contract/text.ts";
import { seriesCorrelation } from "../analysis/correlation/members.ts";
import { metricBasis } from "../analysis/metrics/basis.ts";
import { metricObjective, resolveObjective, scoreMembers } from "../analysis/metrics/objective.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import { findMembers } from "../analysis/view/members.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import { withView } from "../analysis/view/with-view.ts";
import { zoneCube } from "../analysis/zones/cube.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { FoundPortfolio, LegacyRun } from "../exporting/entire-day/legacy-run.ts";
import { RunPictures } from "../exporting/entire-day/run-pictures.ts";
import { writeLegacyRun } from "../exporting/entire-day/write-legacy-run.ts";
import { legacyRunOptions, tryRunFolder } from "../exporting/run-folder.ts";
import type { LegacyZoneRun } from "../exporting/zones/legacy-zone-run.ts";
import { legacyZoneRunFiles } from "../exporting/zones/write-legacy-zone-run.ts";
import { prefixesOf } from "../importing/import-record.ts";
import { zoneDaySeries } from "../zoning/combine.ts";

type Asked = RequestOf<typeof portfolioFiles>;
type Given = Asked["portfolios"][number];

/** What is put as the method of a portfolio that no algorithm found. */
const given = "given";

/** Writes the folder that a search of the replaced system made, of portfolios that are given; fitness by the legacy profile. */
export async function writeResultFolder(
  asked: Asked,
  context: ServiceContext,
  call: CallContext,
): Promise<ResultOf<typeof portfolioFiles>> {
  const { portfolios, zones, out, ...request } = asked;
  const whole = portfolios
    .filter(({ zone }) => zone === undefined)
    .toSorted((a, b) => a.members.length - b.members.length);
  checkSizes(whole);
  await tryRunFolder(out);
  const options = legacyRunOptions(context.settings);
  const startedAt = new Date();
  const pictures = new RunPictures(options, whole.length);
  try {
    return await withView(request, context, call, async (opened) => {
      const { view, session } = opened;
      const found: FoundPortfolio[] = [];
      for (const one of whole) found.push(await judged(one, opened, request, context, call));
      call.progress({ stage: "Writing the result files" });
      const ofZones = zones ? await zoneRun(asked, startedAt, view, context, call) : undefined;
      const more = ofZones ? await legacyZoneRunFiles(ofZones, context.engine, options) : new Map();
      // The folder has one log, that of the whole.
      more.delete("error_log.txt");
      const run = legacyRun(found, opened, asked, startedAt);
      const files = await writeLegacyRun(
        out,
        run,
        { engine: context.engine, session, pictures },
        options,
        more,
      );
      return {
        folder: out,
        files,
        portfolios: found.map(({ members, fitness }) => ({ size: members.length, fitness })),
        zones:
          ofZones?.zones.map(({ zone, strategies, fitness }) => ({
            name: zone,
            size: strategies.length,
            fitness,
          })) ?? [],
      };
    });
  } finally {
    await pictures.close();
  }
}

/** Throws Problem "bad-request" where two portfolios would be one file, or there is none. */
function checkSizes(whole: readonly Given[]): void {
  const twice = whole.find((one, at) => whole[at + 1]?.members.length === one.members.length);
  if (whole.length === 0)
    throw new Problem("bad-request", "Every portfolio is that of a zone.", {
      remedy: "Give one without a zone, too: that of the whole dataset.",
    });
  if (twice)
    throw new Problem("bad-request", `Two portfolios have ${countOf(twice.members.length, "strategy")}.`, {
      remedy: "The folder has one file for each size: leave one of them out, or write them to two folders.",
    });
}

/** A portfolio with its fitness on the rows of a view. */
async function judged(
  { members, method = given }: Given,
  opened: OpenedView,
  request: Omit<Asked, "portfolios" | "zones" | "out">,
  context: ServiceContext,
  call: CallContext,
): Promise<FoundPortfolio> {
  const columns = findMembers(opened.view, members);
  const legacy = { ...request, profile: "legacy" as const };
  const basis = metricBasis(legacy, context.settings, opened.view, columns);
  const objective = metricObjective({
    ...resolveObjective(legacy, context.settings, {
      overZones: opened.view.zones !== undefined,
      fittedFloor: 0,
    }),
    overZones: opened.view.zones !== undefined,
    peakFromZero: false,
    annualisation: basis.annualisation,
  });
  const { fitness } = await scoreMembers(context.engine, opened, columns, objective, basis, call);
  return { algorithm: method, fitness, members: [...columns] };
}

function legacyRun(
  portfolios: readonly FoundPortfolio[],
  { view }: OpenedView,
  { metric = "ratio", ulta }: Asked,
  startedAt: Date,
): LegacyRun {
  const sizes = portfolios.map(({ members }) => members.length);
  const rule = ulta ?? { kind: "off" as const };
  return {
    startedAt,
    finishedAt: new Date(),
    table: {
      strategies: view.strategies,
      matrix: view.matrix,
      dates: view.observations.map(({ date }) => date),
    },
    source: view.source,
    prefixOf: prefixesOf(view.manifest),
    // Nothing was searched for.
    parameters: {
      metric: metric.replaceAll("_", " "),
      minSize: Math.min(...sizes),
      maxSize: Math.max(...sizes),
      populationSize: 0,
      mutationRate: 0,
      generations: 0,
      applyUlta: rule.kind !== "off",
      balancedMode: false,
      penaltyFactor: 1,
    },
    portfolios,
    algorithms: [],
    ...(rule.kind === "off"
      ? {}
      : { ulta: { rule, examined: view.matrix.strategies, inversions: view.inversions } }),
  };
}

/** What the portfolio of each zone earns on its rows. */
async function zoneRun(
  { portfolios, zones: _, out: _out, ...request }: Asked,
  startedAt: Date,
  whole: AnalysisView,
  context: ServiceContext,
  call: CallContext,
): Promise<LegacyZoneRun> {
  const rows = { kind: "observations" as const };
  const plain = { ...request, rows, ulta: { kind: "off" as const }, version: whole.manifest.version };
  const cube = await withView(plain, context, call, async ({ view }) =>
    zoneCube(view.matrix, view.observations),
  );
  const unknown = portfolios.find(({ zone }) => zone !== undefined && !cube.zones.includes(zone));
  if (unknown)
    throw new Problem("bad-request", `The dataset has no zone "${unknown.zone}".`, {
      remedy: `Its zones are ${cube.zones.join(", ")}.`,
    });
  const ofAll = portfolios.find(({ zone }) => zone === undefined);
  const zones: LegacyZoneRun["zones"][number][] = [];
  const series: Float64Array[] = [];
  for (const zone of cube.zones) {
    const one = portfolios.find((each) => each.zone === zone) ?? ofAll;
    if (!one) continue;
    const own = { ...request, rows: { kind: "zone" as const, zone }, version: whole.manifest.version };
    await withView(own, context, call, async (opened) => {
      const { view } = opened;
      const { algorithm, fitness, members } = await judged(one, opened, own, context, call);
      const turned = new Set(view.inversions.map(({ index }) => index));
      const source = Uint32Array.from(members, (column) => view.source[column] as number);
      const signs = Int8Array.from(source, (index) => (turned.has(index) ? -1 : 1));
      series.push(zoneDaySeries(cube, { zone, source, signs }));
      zones.push({
        ...{ zone, algorithm, fitness, finishedAt: new Date(), inversions: view.inversions },
        strategies: members.map((column) => view.strategies[column] as string),
        pnl: portfolioPnl(view.matrix, Uint32Array.from(members)),
        dates: view.observations.map(({ date }) => date),
      });
    });
  }
  const correlation = await seriesCorrelation(context.engine, series);
  return { startedAt, finishedAt: new Date(), zones, overall: [], shares: [], correlation, errors: [] };
}
