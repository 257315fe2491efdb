// How good the portfolios are that each algorithm finds within its default budget, beside the replaced system's
// algorithms and beside an exhaustive-swap search from many starts.
//   npm run bench -- search-quality [--seeds 5] [--reference-seconds 60] [--size 35] [--sets golden,generated,real]
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { searchAlgorithm } from "../electron/contract/algorithms.ts";
import { defaultEvaluations } from "../electron/service/search/plan.ts";
import { median } from "./lib/median.mjs";
import { qualityTables } from "./search-quality/quality-tables.mjs";
import { replacedAlgorithms } from "./search-quality/replaced-algorithms.mjs";
import { searcher } from "./search-quality/searcher.mjs";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "search-quality"),
  options: {
    seeds: { type: "string", default: "5" },
    "reference-seconds": { type: "string", default: "60" },
    size: { type: "string", default: "35" },
    sets: { type: "string", default: "golden,generated,real" },
  },
});
const [seeds, referenceSeconds, size] = [values.seeds, values["reference-seconds"], values.size].map(Number);
const figure = (value) => (Math.abs(value) < 1e5 ? value.toPrecision(5) : value.toExponential(2));
const folder = mkdtempSync(join(tmpdir(), "tessera-quality-"));

try {
  for (const table of await qualityTables(values.sets.split(","), folder)) {
    const { name, matrix } = table;
    const search = await searcher(matrix, availableParallelism());
    const plan = { algorithms: searchAlgorithm.options, minSize: size, maxSize: size };
    const evaluations = defaultEvaluations({ ...plan, objective: "ratio", warmStart: false }, matrix);
    // Steepest swaps alone, from random portfolios, until the time is up: no climb before, no pool, no kick.
    const exhaustive = await search.run("hc", size, {
      seed: 1,
      seconds: referenceSeconds,
      parameters: { patience: 1, kick: 1, promising: 0 },
    });
    const rows = [];
    const bestOfAll = Array(seeds).fill(Number.NEGATIVE_INFINITY);
    for (const algorithm of searchAlgorithm.options) {
      const runs = [];
      for (let seed = 1; seed <= seeds; seed += 1) {
        const run = await search.run(algorithm, size, { seed, evaluations });
        bestOfAll[seed - 1] = Math.max(bestOfAll[seed - 1], run.fitness);
        runs.push(run);
      }
      const fitness = runs.map((run) => run.fitness);
      const rate = (what) => (median(runs.map((run) => run[what] / run.seconds)) / 1e6).toPrecision(3);
      const replaced = replacedAlgorithms[algorithm];
      const old = [];
      for (let seed = 1; replaced && seed <= 20; seed += 1) {
        old.push(await replaced(search.score, matrix.strategies, size, seed));
      }
      const best = replaced ? Math.max(...old) : Number.NaN;
      rows.push([
        algorithm,
        figure(median(fitness)),
        figure(Math.max(...fitness)),
        `${median(runs.map((run) => run.seconds)).toPrecision(2)} s`,
        rate("evaluations"),
        rate("screened"),
        replaced ? `${figure(median(old))}, ${figure(best)}` : "-",
        replaced ? (Math.min(...fitness) > best ? "yes" : "no") : "-",
      ]);
      console.error(`  ${name}: ${rows.at(-1).join("  ")}`);
    }
    search.close();
    const worst = Math.min(...bestOfAll) / exhaustive.fitness;
    console.log(
      [
        "",
        `**${name}**: ${matrix.observations} x ${matrix.strategies.toLocaleString("en-US")}, size ${size}, ratio, penalty 10; ` +
          `${(evaluations / 1e6).toPrecision(3)} million evaluations, ${seeds} seeds, ${availableParallelism()} threads.`,
        `Exhaustive swaps for ${referenceSeconds} s (${exhaustive.spread} starts): ${figure(exhaustive.fitness)}. ` +
          `Best of the eight: ${bestOfAll.map(figure).join(", ")} by seed, the least is ${(100 * worst).toFixed(1)} % of it.`,
        "",
        "| algorithm | median | best | time | scored, M/s | ruled out, M/s | replaced: median, best of 20 | each seed beats it |",
        "|---|---|---|---|---|---|---|---|",
        ...rows.map((cells) => `| ${cells.join(" | ")} |`),
      ].join("\n"),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
