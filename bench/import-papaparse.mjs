// The same file with papaparse into one Float64Array per row: reading alone, nothing is stored.
import { createReadStream } from "node:fs";
import Papa from "papaparse";
import { timed } from "./lib/service.mjs";

const [file] = process.argv.slice(2);
const baseline = process.memoryUsage().rss;
const { seconds, value } = await timed(
  () =>
    new Promise((resolve, reject) => {
      const rows = [];
      Papa.parse(createReadStream(file), {
        step: ({ data }) => rows.push(Float64Array.from(data.slice(2), Number)),
        complete: () => resolve(rows.length),
        error: reject,
      });
    }),
);
console.log(JSON.stringify({ seconds, baseline, peak: process.resourceUsage().maxRSS * 1024, rows: value }));
