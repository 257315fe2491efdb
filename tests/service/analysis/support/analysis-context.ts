import { existsSync } from "node:fs";
import { join } from "node:path";
import { ViewCache } from "../../../../electron/service/analysis/view/view-cache.ts";
import type { CallContext, ServiceContext } from "../../../../electron/service/context.ts";
import type { OpenDataset } from "../../../../electron/service/datasets/read/open.ts";
import type { KeptResults } from "../../../../electron/service/datasets/store/kept.ts";
import type { Observation } from "../../../../electron/service/datasets/version/observations.ts";
import { createEngine, type Engine } from "../../../../electron/service/engine/engine.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";
import type { GoldenTable } from "./read-golden-table.ts";

const root = join(import.meta.dirname, "../../../..");

/** Why the native engine cannot be used here, or null. Tests that need it say so when they are skipped. */
export const noEngine: string | null = existsSync(join(root, "dist/native/tessera.node"))
  ? null
  : "the native module is not built (node build/native.mjs)";

/** The CPU engine of the product. */
export function cpuEngine(threads = 2): Engine {
  return createEngine({
    backend: "cpu",
    device: -1,
    threads,
    memoryLimitBytes: 0,
    prober: async () => ({ works: true, seconds: 0 }),
  });
}

export const quietCall: CallContext = { signal: new AbortController().signal, progress() {} };

/** A service context over tables in memory instead of a store. */
export function analysisContext(
  tables: Readonly<Record<string, GoldenTable>>,
  engine: Engine = cpuEngine(),
  overrides: readonly string[] = [],
): ServiceContext {
  const settings = liveSettings({ file: "/nonexistent/settings.ini", overrides: [...overrides] });
  const opened = new Map(Object.entries(tables).map(([name, table]) => [name, openTable(name, table)]));
  const dataset = (name: string): OpenDataset => {
    const found = opened.get(name);
    if (!found) throw new Error(`no table ${name}`);
    return found;
  };
  const context = {
    home: "",
    version: "0.0.0",
    settings,
    engine,
    views: new ViewCache(),
    emit() {},
    // Nothing is kept.
    searches: { keeping: (...[, , , work]: Parameters<ServiceContext["searches"]["keeping"]>) => work() },
    datasets: {
      list: async () => [...opened.values()].map((one) => one.manifest),
      manifest: async (name: string) => dataset(name).manifest,
      open: async (name: string, options: { from?: string; to?: string } = {}) =>
        within(dataset(name), options.from ?? "", options.to ?? "9999"),
      begin: () => Promise.reject(new Error("tables in memory do not change")),
      // Nothing is kept.
      kept: {
        answer: async <Value>(...[, , , compute]: Parameters<KeptResults["answer"]>) => ({
          value: (await compute()) as Value,
          at: null,
        }),
      },
    },
  };
  // What handlers of analysis do not use is not there.
  return context as unknown as ServiceContext;
}

function within(dataset: OpenDataset, from: string, to: string): OpenDataset {
  const kept = dataset.observations.flatMap((one, t) => (one.date >= from && one.date <= to ? [t] : []));
  return {
    ...dataset,
    observations: kept.map((t) => dataset.observations[t] as Observation),
    matrix: {
      ...dataset.matrix,
      observations: kept.length,
      rows: kept.map((t) => dataset.matrix.rows[t] as Float64Array),
    },
  };
}

function openTable(name: string, table: GoldenTable): OpenDataset {
  const text = (columns: readonly string[], t: number) => {
    const key = columns.find((one) => table.columns[one]);
    return key === undefined ? null : (table.columns[key]?.[t] ?? null);
  };
  const number = (column: string, t: number) => {
    const cell = text([column], t);
    return cell === null ? null : Number(cell);
  };
  const observations = table.dates.map(
    (date, t): Observation => ({
      sourceRow: t,
      date: isoDate(date),
      day: text(["Day", "day"], t) ?? "",
      zone: text(["Zone", "zone"], t),
      startTime: text(["start_time"], t),
      endTime: text(["end_time"], t),
      marketRegime: text(["market_regime"], t),
      confidence: number("Regime_Confidence_%", t),
      transitionThreshold: number("Market_regime_transition_threshold", t),
      capital: number("capital", t),
    }),
  );
  const dates = observations.map((one) => one.date).sort();
  return {
    observations,
    strategies: table.strategies,
    matrix: table.matrix,
    bytesRead: 0,
    manifest: {
      name,
      version: 1,
      source: { fileName: `${name}.csv`, bytes: 0, sha256: "" },
      observations: observations.length,
      strategies: table.strategies.length,
      firstDate: dates[0] ?? "",
      lastDate: dates.at(-1) ?? "",
      rejects: {},
      // In one row group.
      storage: { compression: "snappy", rowGroupStrategies: 1 << 20 },
    } as unknown as OpenDataset["manifest"],
  };
}

/** Golden files write DD-MM-YYYY in the enhanced layout. */
function isoDate(text: string): string {
  const match = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text);
  return match ? `${match[3]}-${match[2]}-${match[1]}` : text;
}
