import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { Problem } from "../../../contract/problem.ts";
import { parquetToCsv } from "./parquet-to-csv.ts";
import { Refusal, unpackBzip2, unpackXz, unpackZip } from "./unpack-archive.ts";
import type { Unpacked, UnpackFault, UnpackTask } from "./unpack-beside.ts";
import { unpackSheets } from "./unpack-workbook.ts";

async function unpackColumns({ from, folder, columns }: UnpackTask): Promise<Unpacked> {
  const path = join(folder, "unpacked");
  const allRows = await parquetToCsv(from, path, columns);
  return { files: [{ path, name: "" }], sheets: [], allRows };
}

const tasks = {
  bzip2: unpackBzip2,
  xz: unpackXz,
  zip: unpackZip,
  sheets: unpackSheets,
  columns: unpackColumns,
};

const task = workerData as UnpackTask;
try {
  parentPort?.postMessage(await tasks[task.what](task));
} catch (error) {
  const { remedy, sheets } = error instanceof Refusal ? error : {};
  const fault: UnpackFault =
    error instanceof Problem
      ? { problem: error.report }
      : { error: error instanceof Error ? error.message : String(error), remedy, sheets };
  parentPort?.postMessage(fault);
}
