import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sampleWrite } from "../../electron/contract/methods/sample.ts";
import { service } from "../lib/service.mjs";

/** A `Date,Day,...` file of plain numbers as a matrix; `most` columns at most. */
function readMatrix(file, most = Number.POSITIVE_INFINITY) {
  const lines = readFileSync(file, "utf8").trim().split(/\r?\n/).slice(1);
  const rows = lines.map((line) => Float64Array.from(line.split(",").slice(2, 2 + most), Number));
  return { observations: rows.length, strategies: rows[0].length, rows };
}

/** The tables asked for by name; one that is not there is left out with a word about why. */
export async function qualityTables(names, folder) {
  const tables = [];
  for (const name of names) {
    if (name === "golden") {
      const file = join(import.meta.dirname, "../../tests/golden/entire_day_82x400/entire_day_82x400.csv");
      tables.push({ name: "golden table", matrix: readMatrix(file) });
    } else if (name === "generated") {
      const file = join(folder, "generated.csv");
      await service(join(folder, "home")).call(sampleWrite, { file, strategies: 25_544, observations: 82 });
      tables.push({ name: "generated table", matrix: readMatrix(file) });
    } else if (name === "real") {
      const file = join(process.env.TESSERA_REFERENCE_DATA ?? "", "production-slice-82x2945.csv");
      if (existsSync(file))
        tables.push({ name: "real rows, first 500 columns", matrix: readMatrix(file, 500) });
      else console.error("  real rows: skipped, TESSERA_REFERENCE_DATA names no folder that has them");
    } else throw new Error(`${name} is none of golden, generated, real`);
  }
  return tables;
}
