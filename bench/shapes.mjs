// Imports of a wide table, a list of trades and a workbook, beside those of an earlier checkout in the same run where one is
// named.
//   npm run bench -- shapes [--before CHECKOUT] [--trades N] [--rows N] [--runs N]
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { utils, write } from "@e965/xlsx";
import { sampleWrite } from "../electron/contract/methods/sample.ts";
import { child } from "./lib/child.mjs";
import { median } from "./lib/median.mjs";
import { service } from "./lib/service.mjs";

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    before: { type: "string" },
    trades: { type: "string", default: "5000000" },
    rows: { type: "string", default: "100000" },
    runs: { type: "string", default: "3" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const day = (index) => new Date(Date.UTC(2015, 0, 1 + index)).toISOString().slice(0, 10);
const clock = (minute) =>
  `${String(9 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`;
/** Like P&L, and the same in every run. */
const amount = (index, k) => Math.round(Math.sin(index * index * (k + 1.3) + k) * 10_000) / 100;

/** Closed trades of 2,000 strategies on 500 days, in order of time. */
async function tradesFile(count) {
  const file = join(folder, "trades.csv");
  const out = createWriteStream(file);
  let text = "Strategy,Symbol,Side,Qty,Entry Time,Exit Time,Entry Price,Exit Price,P&L,Fees\n";
  for (let index = 0; index < count; index++) {
    const date = day(Math.floor((index / count) * 500));
    const minute = (index * 7) % 180;
    const strategy = `Strategy_${String((index * 7919) % 2000).padStart(4, "0")}`;
    text += `${strategy},NIFTY,Buy,50,${date} ${clock(minute)},${date} ${clock(minute + 30)},100.00,101.25,${amount(index, 1)},2.50\n`;
    if (text.length < 2 ** 20) continue;
    if (!out.write(text)) await once(out, "drain");
    text = "";
  }
  out.end(text);
  await once(out, "finish");
  return file;
}

function workbook(rows) {
  const header = ["Date", ...Array.from({ length: 10 }, (_, k) => `S${k}`)];
  const table = Array.from({ length: rows }, (_, index) => [
    { t: "n", v: 36_526 + Math.floor(index / 12), z: "yyyy-mm-dd" },
    ...Array.from({ length: 10 }, (_, k) => amount(index, k)),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...table], { dense: true }), "P&L");
  const file = join(folder, "book.xlsx");
  writeFileSync(file, write(book, { type: "buffer", bookType: "xlsx", compression: true }));
  return file;
}

async function wideFile() {
  const file = join(folder, "wide.csv");
  await service(join(folder, "sampler")).call(sampleWrite, { file, strategies: 25_544, observations: 82 });
  return file;
}

const script = join(import.meta.dirname, "import-of.mjs");
const runs = Number(values.runs);

/** In turn, so that what else the machine does falls on both. */
async function measure(file, checkouts) {
  const found = checkouts.map(() => []);
  for (let run = 0; run < runs; run++)
    for (const [at, checkout] of checkouts.entries())
      found[at].push(await child(process.execPath, [script, checkout, file, join(folder, `home-${at}`)]));
  return found;
}

const cells = (results) => {
  const of = (pick) => median(results.map(pick));
  return [
    `${of((one) => one.processor).toFixed(2)} s`,
    `${of((one) => one.seconds).toFixed(2)} s`,
    `${Math.round(of((one) => one.peak) / 1e6)} MB`,
  ];
};

try {
  const checkouts = [join(import.meta.dirname, ".."), ...(values.before ? [values.before] : [])];
  const head = ["processor", "clock", "peak memory"];
  console.log(
    `| file | ${[...head, ...(values.before ? head.map((one) => `${one}, before`) : [])].join(" | ")} |`,
  );
  const files = [
    ["82 x 25,544", await wideFile()],
    [`${Number(values.trades).toLocaleString("en-US")} trades`, await tradesFile(Number(values.trades))],
    [`xlsx of ${Number(values.rows).toLocaleString("en-US")} rows`, workbook(Number(values.rows))],
  ];
  for (const [name, file] of files) {
    const size = `${Math.round(statSync(file).size / 1e6)} MB`;
    const measured = await measure(file, checkouts);
    console.log(`| ${name}, ${size} | ${measured.flatMap(cells).join(" | ")} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
