import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobView } from "../../../electron/contract/job.ts";
import { datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { fileInspect } from "../../../electron/contract/methods/file.ts";
import { jobGet, jobList, jobSubmit, jobWork } from "../../../electron/contract/methods/job.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import { createService } from "../../../electron/service/create-service.ts";
import { createDatasetStore } from "../../../electron/service/datasets/store/dataset-store.ts";
import { storageSettings } from "../../../electron/service/datasets/store/root.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";
import { allVariants } from "../../service/importing/support/all-variants.ts";
import type { Variant } from "../../service/importing/support/variants.ts";
import { allCases } from "../../support/cases.ts";
import { optionsOf } from "./support/import-options.ts";
import { runLine } from "./support/run-line.ts";

/** What is said of a file, by its path: dialect.decimal, layout.shape ... */
const optionsIn = (said: object, path = ""): string[] =>
  Object.entries(said).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? optionsIn(value, `${path}${name}.`)
      : [path + name],
  );
const seen = new Set<string>();
/**
 * One of twenty cases, and the first with each option, which every way passes on in its own manner; or each of them.
 */
const all = allVariants.filter(([, { said = {} }], at) => {
  const isFirst = optionsIn(said).filter((option) => !seen.has(option) && seen.add(option)).length > 0;
  return allCases || isFirst || at % 20 === 0;
});

/** What a way in made of a file: the table and what was noticed, or the refusal. */
type Outcome = { table: unknown; findings: unknown } | { refused: string[] };

let home = "";
/** A command line begins with a look at all that is in its data root: each has one of its own. */
const homeOfLine = (at: number): string => join(home, "lines", String(at));
const storeOf = (root: string) => {
  const settings = liveSettings({ file: join(root, "settings.ini") });
  return createDatasetStore(root, () => storageSettings(settings));
};
let store: ReturnType<typeof storeOf>;
let service: ReturnType<typeof createService>;
let jobs: readonly JobView[] = [];
const folder = (name: string): string => join(home, name);
const nameOf = (at: number, way: string): string => `${way}${at}`;
const fileOf = (at: number, way: string, variant: Variant): string =>
  join(folder(way), `${nameOf(at, way)}${extname(variant.name ?? "f.csv")}`);
/** Texts without what only one way has in them: its folder, its name of the file. */
const plain = (text: string, at: number, way: string): string =>
  text
    .replaceAll(folder(way), "")
    .replaceAll("\\", "/")
    .replaceAll(new RegExp(`/?\\b${nameOf(at, way)}\\b`, "g"), "FILE");

async function tableOf(
  at: number,
  way: string,
  findings: readonly { kind: string; message: string }[],
): Promise<Outcome> {
  const from = way === "line" ? storeOf(homeOfLine(at)) : store;
  const { matrix, strategies, observations } = await from.open(nameOf(at, way));
  const told = observations.map(({ date, zone, startTime, marketRegime, confidence }) => [
    ...[date, zone, startTime, marketRegime, confidence],
  ]);
  const names = strategies.map((name) => plain(name, at, way));
  return {
    table: { names, told, rows: matrix.rows.map((row) => [...row]) },
    findings: findings.map(({ kind, message }) => `${kind}: ${plain(message, at, way)}`),
  };
}

const refusal = ({ message, remedy = "" }: Problem["report"], at: number, way: string): Outcome => ({
  refused: [plain(message, at, way), plain(remedy, at, way)],
});

const overrides = (way: string): string[] => [
  `jobs.watch_folder=${folder(way)}`,
  "jobs.watch_quiet_s=0",
  "jobs.watch_unfinished_s=0",
  "jobs.scan_interval_s=0.5",
  "jobs.history=10000",
  "jobs.concurrency=2",
];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "tessera-ways-"));
  for (const way of ["line", "job", "watch", "window"]) mkdirSync(folder(way));
  for (const [at, [, variant]] of all.entries())
    for (const way of ["line", "job", "window", ...(variant.said ? [] : ["watch"])])
      writeFileSync(fileOf(at, way, variant), variant.content);
  const settings = liveSettings({ file: join(home, "settings.ini"), overrides: overrides("watch") });
  service = createService({ home, settings });
  store = storeOf(home);
  for (const [at, [, variant]] of all.entries()) {
    const request = { ...variant.said, files: [fileOf(at, "job", variant)], dataset: nameOf(at, "job") };
    await service.call(jobSubmit, { method: "dataset.import", request });
  }
  const wanted = all.length + all.filter(([, { said }]) => !said).length;
  const stop = new AbortController();
  const work = service.call(jobWork, { forever: true }, { signal: stop.signal }).catch(() => undefined);
  do {
    // Each look reads every job there is.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    ({ jobs } = await service.call(jobList, { states: ["completed", "failed", "cancelled"], limit: 10_000 }));
  } while (jobs.length < wanted);
  stop.abort();
  await work;
}, 300_000);
afterAll(() => rmSync(home, { recursive: true }));

/** What the job of a file came to. */
async function ofJob(at: number, way: string, variant: Variant): Promise<Outcome> {
  const file = fileOf(at, way, variant);
  const job = jobs.find(({ request }) => (request as { files?: string[] }).files?.includes(file));
  if (!job) throw new Error(`no job of ${file}`);
  if (job.problem) return refusal(job.problem, at, way);
  const { result } = await service.call(jobGet, { id: job.id, withResult: true });
  return tableOf(at, way, (result as { dataset: { findings: [] } }).dataset.findings);
}

/** What the command line made of it: the table, or all that it said. */
async function ofLine(at: number, variant: Variant): Promise<Outcome | { said: string }> {
  const args = [
    "import",
    fileOf(at, "line", variant),
    "--dataset",
    nameOf(at, "line"),
    "--no-luck",
    "--json",
  ];
  const { code, stdout, stderr } = await runLine([...args, ...optionsOf(variant.said ?? {})], homeOfLine(at));
  return code === 0
    ? tableOf(at, "line", JSON.parse(stdout).dataset.findings)
    : { said: plain(stderr, at, "line") };
}

/** What the window made of it: it looks at the file first, and imports by the same request. */
async function ofWindow(at: number, variant: Variant): Promise<Outcome> {
  const file = fileOf(at, "window", variant);
  const { problem } = await service.call(fileInspect, { ...variant.said, file } as never);
  const files = [file];
  const imported = await service
    .call(datasetImport, { ...variant.said, files, dataset: nameOf(at, "window") } as never)
    .then(
      ({ dataset }) => tableOf(at, "window", dataset.findings),
      (error: unknown) =>
        error instanceof Problem ? refusal(error.report, at, "window") : Promise.reject(error),
    );
  // A look reads no further than it must; what it refuses the import refuses, too.
  if (problem) expect(imported).toEqual(refusal(problem, at, "window"));
  return imported;
}

describe("a file comes to the same by every way in", () => {
  test.each(all.map(([name, variant], at) => ({ name, variant, at })))("$name", async ({ variant, at }) => {
    const job = await ofJob(at, "job", variant);
    const line = await ofLine(at, variant);
    if ("refused" in job) {
      expect(variant.refused).toBeDefined();
      for (const part of job.refused) expect(line).toHaveProperty("said", expect.stringContaining(part));
    } else expect(line).toEqual(job);
    expect(await ofWindow(at, variant)).toEqual(job);
    if (!variant.said) expect(await ofJob(at, "watch", variant)).toEqual(job);
  });
});
