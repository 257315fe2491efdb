import { open, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type { sampleWrite } from "../../contract/methods/sample.ts";
import { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import { makeFolders } from "../disk/durable.ts";
import { removeAtEnd } from "../disk/leftovers.ts";
import { rename } from "../disk/rename.ts";
import { businessDays, weeklyDays } from "./calendar.ts";
import { enhancedFormat, legacyFormat, regimesFormat, type SampleFormat, zonesFormat } from "./formats.ts";
import { samplePlan } from "./plan.ts";
import { SampleTable } from "./table.ts";

const formats: Readonly<Record<RequestOf<typeof sampleWrite>["format"], SampleFormat>> = {
  legacy: legacyFormat,
  regimes: regimesFormat,
  zones: zonesFormat,
  enhanced: enhancedFormat,
};

function problemOfWrite(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  if (code === "ENOSPC")
    return new Problem("disk-full", `The disk is full: ${file} was not written.`, { file });
  return new Problem("unreadable", `${file} cannot be written (${code}).`, { file });
}

/**
 * Writes the sample row by row into a temporary file and renames it, so that the file is whole or absent.
 * Throws Problem "disk-full", "unreadable" or "cancelled".
 */
export async function writeSample(
  request: Omit<RequestOf<typeof sampleWrite>, "file" | "replace"> & { readonly file: string },
  call: CallContext,
): Promise<ResultOf<typeof sampleWrite>> {
  const { strategies, observations, seed } = request;
  const file = resolve(request.file);
  const format = formats[request.format];
  const plan = samplePlan(strategies, seed);
  const days = Math.ceil(observations / format.zones);
  const calendar = format.calendar === "weekly" ? weeklyDays(plan.random, days) : businessDays(days);
  const table = new SampleTable(plan, { days, zones: format.zones, zeroShare: format.zeroShare });
  const names = format.names(plan);
  const values = new Float64Array(strategies);
  const cells = new Array<string>(strategies);
  const temporary = `${file}.${process.pid}.part`;

  const isDone = removeAtEnd(temporary);
  let bytes = 0;
  try {
    await makeFolders(dirname(file));
    const output = await open(temporary, "w");
    try {
      const write = async (texts: readonly string[]) => {
        const line = Buffer.from(texts.join(",") + format.lineEnd, "latin1");
        await output.appendFile(line);
        bytes += line.length;
      };
      await write([...format.leading, ...names]);
      for (let row = 0; row < observations; row++) {
        if (call.signal.aborted) throw new Problem("cancelled", "The sample was not written.");
        const day = calendar[Math.floor(row / format.zones)];
        if (!day) throw new RangeError(`no day for row ${row}`);
        table.fillRow(row, values);
        for (let column = 0; column < strategies; column++) cells[column] = format.cell(values[column] ?? 0);
        await write([...format.leadingCells({ row, day, plan, table, values }), ...cells]);
        call.progress({
          stage: "Writing the sample",
          fraction: (row + 1) / observations,
          detail: `row ${row + 1} of ${observations}`,
        });
      }
      await output.sync();
    } finally {
      await output.close();
    }
    await rename(temporary, file);
  } catch (error) {
    // Whatever is wrong with the folder, the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => {});
    throw problemOfWrite(error, file);
  } finally {
    isDone();
  }

  const name = (column: number) => names[column] ?? "";
  return {
    file,
    bytes,
    strategies,
    observations,
    families: plan.windows.length,
    duplicates: plan.duplicates.map(([copy, original]) => [name(copy), name(original)]),
    constants: plan.constants.filter(([, value]) => value !== 0).map(([column]) => name(column)),
    zeros: plan.constants.filter(([, value]) => value === 0).map(([column]) => name(column)),
  };
}
