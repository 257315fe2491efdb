import type { DatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import type { VersionWriter } from "../../../../electron/service/datasets/version/begin.ts";
import type { Manifest } from "../../../../electron/service/datasets/version/manifest.ts";
import type { Observation } from "../../../../electron/service/datasets/version/observations.ts";

/** An observation with only a date and perhaps a zone. */
export function observationOn(date: string, sourceRow: number, zone: string | null = null): Observation {
  return {
    sourceRow,
    date,
    day: "",
    zone,
    startTime: null,
    endTime: null,
    marketRegime: null,
    confidence: null,
    transitionThreshold: null,
    capital: null,
  };
}

/** Writes a dataset straight through the store: rows[t][n], one file per year. */
export async function writeSample(
  store: DatasetStore,
  name: string,
  dates: readonly string[],
  strategies: readonly string[],
  rows: readonly (readonly number[])[],
): Promise<Manifest> {
  return writeVersion(await store.begin(name, "create"), dates, strategies, rows);
}

/** Writes such a version, and puts it in force. */
export async function writeVersion(
  writer: VersionWriter,
  dates: readonly string[],
  strategies: readonly string[],
  rows: readonly (readonly number[])[],
): Promise<Manifest> {
  const observations = dates.map((date, index) => observationOn(date, index));
  const source = { fileName: "sample.csv", bytes: 0, sha256: "" };
  const parts = new Map<string, string>();
  for (const [year, ofYear] of Map.groupBy(observations, ({ date }) => date.slice(0, 4))) {
    const path = await writer.addPart(year, {
      strategies,
      columns: ofYear.map(({ date }) => date),
      rows: ofYear.map(({ sourceRow }) => Float64Array.from(rows[sourceRow] ?? [])),
    });
    parts.set(year, path);
  }
  return writer.commit({
    action: "import",
    source,
    sources: [source],
    strategies: strategies.length,
    mapping: {},
    missing: "keep",
    rejects: {},
    recordedRejects: 0,
    findings: [],
    observations: observations.map((one) => ({
      ...one,
      part: parts.get(one.date.slice(0, 4)) ?? "",
      column: one.date,
    })),
  });
}
