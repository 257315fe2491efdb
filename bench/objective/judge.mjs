// Judges one table of known truth and prints one line of JSON: judge.mjs FILE, a task as ../objective.mjs writes it.
import { readFileSync } from "node:fs";
import { createEngine } from "../../electron/service/engine/engine.ts";
import { expectation } from "./expectation.mjs";
import { race } from "./race.mjs";
import { timing } from "./timing.mjs";

const task = JSON.parse(readFileSync(process.argv[2], "utf8"));
const engine = createEngine({
  backend: process.env.TESSERA_BACKEND ?? "cpu",
  device: -1,
  threads: task.threads,
  memoryLimitBytes: 0,
  prober: () => Promise.reject(new Error("the processor needs no probe")),
});
const began = performance.now();
const parts = { race, expectation, timing };
const result = await parts[task.part](engine, task);
console.log(JSON.stringify({ ...task, seconds: (performance.now() - began) / 1000, ...result }));
