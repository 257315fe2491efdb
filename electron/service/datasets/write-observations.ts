import { type Data, DateDay, Int32, makeData } from "apache-arrow";
import { floatData } from "./parquet/float-data.ts";
import { recordBatch } from "./parquet/record-batch.ts";
import { textData } from "./parquet/text-data.ts";
import { writeParquet } from "./parquet/write-parquet.ts";
import type { StorageOptions } from "./storage-options.ts";
import type { StoredObservation } from "./stored-observation.ts";

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
