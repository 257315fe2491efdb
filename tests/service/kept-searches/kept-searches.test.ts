import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { datasetImport, datasetRename } from "../../../electron/contract/methods/dataset.ts";
import { jobGet, jobList, jobRepeat, jobWork } from "../../../electron/contract/methods/job.ts";
import {
  searchAgain,
  searchEdit,
  searchFollow,
  searchList,
  searchOpen,
  searchRemove,
  searchRestore,
  searchResume,
  searchStart,
  searchStop,
} from "../../../electron/contract/methods/kept-search.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { createService } from "../../../electron/service/create-service.ts";
import type { Service } from "../../../electron/service/service.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";

const table = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");
const asked = {
  dataset: "table",
  algorithms: ["sa" as const],
  minSize: 4,
  maxSize: 4,
  evaluations: 5000,
  verdict: { twins: 0 },
};

/** A service on a root; another one on the same root is the program started again. */
function serviceOn(home: string, ...more: string[]): Service {
  const settings = liveSettings({
    file: join(home, "settings.ini"),
    overrides: ["engine.backend=cpu", "export.charts=false", ...more],
  });
  const service = createService({ home: join(home, "root"), olderHomes: [], settings });
  onTestFinished(() => service.close());
  return service;
}

async function withTable(...more: string[]) {
  const home = await temporaryHome();
  const service = serviceOn(home, ...more);
  await service.call(datasetImport, { files: [table], dataset: "table" });
  return { home, service };
}

const startRows = (service: Service, change: object = {}) =>
  service.call(searchStart, { kind: "rows", request: { ...asked, ...change } });

test("a search goes on without its caller, and opens with its result after a restart", async () => {
  const { home, service } = await withTable();
  const started = await startRows(service);
  expect(started).toMatchObject({ state: "running", dataset: "table", name: "" });
  const gone = new AbortController();
  gone.abort();
  await expect(service.call(searchFollow, { id: started.id }, { signal: gone.signal })).rejects.toThrow();
  const ended = await service.call(searchFollow, { id: started.id });
  expect(ended).toMatchObject({ state: "done", version: 1, headline: { size: 4 } });

  const restarted = serviceOn(home);
  const { searches } = await restarted.call(searchList, { dataset: "table" });
  expect(searches).toEqual([ended]);
  const opened = await restarted.call(searchOpen, { id: started.id });
  expect(opened.rows?.best.roi).toBe(ended.headline?.roi);
  expect(readdirSync(opened.folder)).toContain("search.json");
  // The history of jobs has it too, with the same portfolio.
  const [job] = (await restarted.call(jobList, { limit: 1 })).jobs;
  const kept = await restarted.call(jobGet, { id: job?.id ?? "", withResult: true });
  expect(searchRun.result.parse(kept.result).best).toEqual(opened.rows?.best);
  expect(job?.createdAt).toBe(job?.startedAt);
});

test("what is refused is told and leaves what was kept as it is", async () => {
  const { service } = await withTable();
  const first = await startRows(service);
  await service.call(searchFollow, { id: first.id });
  const refused = await startRows(service, { minSize: 400, maxSize: 400 });
  await expect(service.call(searchFollow, { id: refused.id })).rejects.toThrow(/400/);
  const { searches } = await service.call(searchList, {});
  expect(searches.map(({ id }) => id)).toEqual([first.id]);
});

test("a paused search goes on to the same portfolio, also after a restart; a cancelled one is gone", async () => {
  const { home, service } = await withTable();
  const whole = await startRows(service, { evaluations: 200_000 });
  await service.call(searchFollow, { id: whole.id });
  const paused = await startRows(service, { evaluations: 200_000 });
  let isPaused = false;
  await service
    .call(
      searchFollow,
      { id: paused.id },
      {
        onProgress({ live }) {
          if (isPaused || !live) return;
          isPaused = true;
          void service.call(searchStop, { id: paused.id, pause: true });
        },
      },
    )
    .catch(() => undefined);
  const restarted = serviceOn(home);
  const [latest] = (await restarted.call(searchList, {})).searches;
  expect(latest).toMatchObject({ id: paused.id, state: "paused", problem: null });
  await restarted.call(searchResume, { id: paused.id });
  await restarted.call(searchFollow, { id: paused.id });
  const results = await Promise.all(
    [whole, paused].map(async ({ id }) => (await restarted.call(searchOpen, { id })).rows?.portfolios),
  );
  expect(results[1]).toEqual(results[0]);

  const third = await startRows(restarted, { evaluations: 50_000_000 });
  await restarted.call(searchStop, { id: third.id });
  expect((await restarted.call(searchList, {})).searches).toHaveLength(2);
  expect(existsSync(join(home, "root", "checkpoints", `${third.id}.json`))).toBe(false);
});

test("a search that is paused as soon as it has started is kept, and begins again", async () => {
  const { service } = await withTable();
  const whole = await startRows(service);
  await service.call(searchFollow, { id: whole.id });
  const { id } = await startRows(service);
  await service.call(searchStop, { id, pause: true });
  const [latest] = (await service.call(searchList, {})).searches;
  expect(latest).toMatchObject({ id, state: "paused", problem: null });
  await service.call(searchResume, { id });
  await service.call(searchFollow, { id });
  const results = await Promise.all(
    [whole.id, id].map(async (one) => (await service.call(searchOpen, { id: one })).rows?.portfolios),
  );
  expect(results[1]).toEqual(results[0]);
});

test("what a program ran that was killed waits to go on", async () => {
  const { home, service } = await withTable();
  const { id } = await startRows(service);
  await service.call(searchFollow, { id });
  const file = join(home, "root", "searches", `${id}.json`);
  const record = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...record, state: "running", process: 2 ** 30 }));
  expect((await service.call(searchList, {})).searches[0]).toMatchObject({ id, state: "paused" });
});

test("run again has a folder of its own, from the history of jobs too", async () => {
  const { home, service } = await withTable();
  const first = await startRows(service);
  await service.call(searchFollow, { id: first.id });
  const second = await service.call(searchAgain, { id: first.id });
  expect(second.id).not.toBe(first.id);
  await service.call(searchFollow, { id: second.id });
  const [job] = (await service.call(jobList, { limit: 1 })).jobs;
  const repeated = await service.call(jobRepeat, { id: job?.id ?? "" });
  await service.call(jobWork, {});
  expect((await service.call(jobGet, { id: repeated.id })).job).toMatchObject({
    state: "completed",
    problem: null,
  });
  expect(readdirSync(join(home, "root", "results"))).toHaveLength(3);
  expect((await service.call(searchList, {})).searches).toHaveLength(3);
});

test("a search is named, noted, removed and brought back, and follows its dataset to a new name", async () => {
  const { service } = await withTable();
  const { id } = await startRows(service);
  await service.call(searchFollow, { id });
  const named = await service.call(searchEdit, { id, name: " Four ", note: "for the committee" });
  expect(named).toMatchObject({ name: "Four", note: "for the committee" });
  await service.call(searchRemove, { id });
  expect((await service.call(searchList, {})).searches).toEqual([]);
  await service.call(searchRestore, { id });
  await service.call(datasetRename, { dataset: "table", to: "other" });
  const [moved] = (await service.call(searchList, { dataset: "other" })).searches;
  expect(moved).toMatchObject({ id, name: "Four", dataset: "other", request: { dataset: "other" } });
});

test("the oldest without a name are forgotten beyond the setting; a path is no id", async () => {
  const { service } = await withTable("search.history=2");
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    await service.call(searchRun, asked);
    const [latest] = (await service.call(searchList, {})).searches;
    ids.push(latest?.id ?? "");
    if (n === 0) await service.call(searchEdit, { id: latest?.id ?? "", name: "kept" });
  }
  const { searches } = await service.call(searchList, {});
  expect(searches.map(({ id }) => id)).toEqual([ids[3], ids[0]]);
  await expect(service.call(searchOpen, { id: "../jobs/history/x" })).rejects.toThrow(/no kept search/);
});
