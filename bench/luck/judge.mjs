// Judges searches on tables of known truth, one JSON line a table: judge.mjs
// '{"tasks":[{"kind":..,"seed":..,"request":{..}}],"threads":2}'
import { readFileSync } from "node:fs";
import { searchRequest } from "../../electron/contract/search.ts";
import { openView } from "../../electron/service/analysis/view/with-view.ts";
import { createEngine } from "../../electron/service/engine/engine.ts";
import { executeSearch } from "../../electron/service/search/execute.ts";
import { loadSettings } from "../../electron/service/settings/live-settings.ts";
import { truthTable } from "./tables.mjs";
import { viewOf } from "./view.mjs";

const { tasks, threads } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const engine = createEngine({
  backend: "cpu",
  device: -1,
  threads,
  memoryLimitBytes: 0,
  prober: () => Promise.reject(new Error("the processor needs no probe")),
});
const settings = loadSettings({ overrides: [`general.threads=${threads}`] });
const call = { signal: new AbortController().signal, progress: () => undefined };
for (const { kind, seed, request } of tasks) {
  const began = performance.now();
  const view = viewOf(truthTable(kind, seed), "truth");
  const session = await openView(engine, view, "small-batches");
  const { luck, best } = await executeSearch(
    searchRequest.parse({ dataset: "truth", seed, ...request }),
    { context: { engine, settings, version: "bench" }, view, session },
    call,
  );
  session.close();
  const { pnl: _, dates: __, ...walkForward } = luck.walkForward;
  const seconds = (performance.now() - began) / 1000;
  console.log(
    JSON.stringify({ kind, seed, request, seconds, fitness: best.fitness, luck: { ...luck, walkForward } }),
  );
}
