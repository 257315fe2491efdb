import { damagedFile } from "./damaged-file.ts";
import type { ArrowColumn } from "./parquet/arrow-view.ts";
import { readNumbers } from "./parquet/read-numbers.ts";
import { readParquet } from "./parquet/read-parquet.ts";
import { readTexts } from "./parquet/read-texts.ts";
import type { StoredObservation } from "./stored-observation.ts";

const millisecondsPerDay = 86_400_000;

/** Reads observations.parquet, in the order of the matrix. Throws Problem "damaged". */
export async function readObservations(path: string): Promise<StoredObservation[]> {
  const read = readParquet(path, (columns, memory) => {
    const find = (name: string): ArrowColumn => {
      const column = columns.find((one) => one.name === name);
      if (!column) throw new Error(`it has no column ${name}`);
      return column;
    };
    const texts = (name: string): (string | null)[] => readTexts(find(name), memory);
    const numbers = (name: string): (number | null)[] => readNumbers(find(name), memory);
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
  });
  const { value } = await read.catch((error: Error) => {
    throw damagedFile(path, error.message);
  });
  return value;
}
