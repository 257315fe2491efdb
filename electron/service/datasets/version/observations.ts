import { join } from "node:path";
import { type Data, DateDay, Int32, makeData } from "apache-arrow";
import type { z } from "zod";
import type { observation } from "../../../contract/methods/dataset.ts";
import { columnReader } from "../parquet/arrow.ts";
import { readParquet } from "../parquet/read.ts";
import { floatData, recordBatch, textData, writeParquet } from "../parquet/write.ts";
import type { StorageOptions } from "../store/root.ts";
import { damagedFile } from "./files.ts";
import { type Manifest, writtenFile } from "./manifest.ts";

/** One row of the matrix. The order of observations is the order of the matrix. */
export type Observation = z.infer<typeof observation>;

/** An observation with the place of its cells in the store. */
export interface StoredObservation extends Observation {
  /** Path of the Parquet file within the version's folder. */
  readonly part: string;
  /** Column of that file. */
  readonly column: string;
}

const millisecondsPerDay = 86_400_000;

/** observations.parquet: one row per observation, in the order of the matrix. Columns: docs/formats.md. */
export function writeObservations(
  observations: readonly StoredObservation[],
  compression: StorageOptions["compression"],
  writer: string,
): Promise<Uint8Array> {
  const numbers = (pick: (one: StoredObservation) => number): Int32Array =>
    Int32Array.from(observations, pick);
  const integers = (pick: (one: StoredObservation) => number): Data =>
    makeData({ type: new Int32(), length: observations.length, nullCount: 0, data: numbers(pick) });
  const floats = (pick: (one: StoredObservation) => number | null): Data =>
    floatData(Float64Array.from(observations, (one) => pick(one) ?? Number.NaN));
  const texts = (pick: (one: StoredObservation) => string | null): Data => textData(observations.map(pick));
  let index = 0;
  const batch = recordBatch(
    [
      ["index", integers(() => index++)],
      ["source_row", integers((one) => one.sourceRow)],
      [
        "date",
        makeData({
          type: new DateDay(),
          length: observations.length,
          nullCount: 0,
          data: numbers((one) => Date.parse(`${one.date}T00:00:00Z`) / millisecondsPerDay),
        }),
      ],
      ["day", texts((one) => one.day)],
      ["zone", texts((one) => one.zone)],
      ["start_time", texts((one) => one.startTime)],
      ["end_time", texts((one) => one.endTime)],
      ["market_regime", texts((one) => one.marketRegime)],
      ["confidence", floats((one) => one.confidence)],
      ["transition_threshold", floats((one) => one.transitionThreshold)],
      ["capital", floats((one) => one.capital)],
      ["part", texts((one) => one.part)],
      ["column", texts((one) => one.column)],
    ],
    ["index", "source_row", "date", "day", "part", "column"],
  );
  return writeParquet(batch, {
    compression,
    rowGroupRows: 1 << 20,
    splitColumns: [],
    dictionaryColumns: ["day", "zone", "market_regime", "part"],
    writer,
  });
}

/** Reads observations.parquet of a version, in the order of the matrix. Throws Problem "damaged". */
export async function readObservations(folder: string, manifest: Manifest): Promise<StoredObservation[]> {
  const path = join(folder, "observations.parquet");
  const file = () => writtenFile(folder, manifest.files, "observations.parquet");
  const read = Promise.resolve().then(() =>
    readParquet(file(), (columns, memory) => {
      const { texts, numbers } = columnReader(columns, memory);
      const sourceRow = numbers("source_row");
      const date = numbers("date");
      const day = texts("day");
      const zone = texts("zone");
      const startTime = texts("start_time");
      const endTime = texts("end_time");
      const marketRegime = texts("market_regime");
      const confidence = numbers("confidence");
      const transitionThreshold = numbers("transition_threshold");
      const capital = numbers("capital");
      const part = texts("part");
      const column = texts("column");
      return sourceRow.map((row, index) => ({
        sourceRow: row ?? 0,
        date: new Date((date[index] ?? 0) * millisecondsPerDay).toISOString().slice(0, 10),
        day: day[index] ?? "",
        zone: zone[index] ?? null,
        startTime: startTime[index] ?? null,
        endTime: endTime[index] ?? null,
        marketRegime: marketRegime[index] ?? null,
        confidence: confidence[index] ?? null,
        transitionThreshold: transitionThreshold[index] ?? null,
        capital: capital[index] ?? null,
        part: part[index] ?? "",
        column: column[index] ?? "",
      }));
    }),
  );
  const { value } = await read.catch((error: Error) => {
    throw damagedFile(path, error.message);
  });
  return value;
}
