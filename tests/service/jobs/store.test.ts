import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { recoverJobs } from "../../../electron/service/jobs/queue-order.ts";
import { newJob } from "../../../electron/service/jobs/record.ts";
import { JobStore } from "../../../electron/service/jobs/store.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-job-store-"));
});
afterEach(() => rmSync(home, { recursive: true }));

test("the history keeps the latest jobs that its bytes have room for, and the last one whatever its size", async () => {
  const store = new JobStore(home);
  const ids: string[] = [];
  for (let at = 0; at < 6; at++) {
    const made = {
      method: "m",
      title: "t",
      request: {},
      source: "queue",
      maxAttempts: 1,
      after: null,
    } as const;
    const job = newJob(made);
    ids.push(job.id);
    await store.saveFinished({ ...job, state: "completed" }, new Uint8Array(10_000));
  }
  await store.prune({ kept: 5, bytes: 1e9 });
  expect(await store.ids("history")).toEqual(ids.slice(1));
  await store.prune({ kept: 5, bytes: 1e9 });
  const more = newJob({ method: "m", title: "t", request: {}, source: "queue", maxAttempts: 1, after: null });
  await store.saveFinished({ ...more, state: "completed" }, new Uint8Array(10_000));
  await store.prune({ kept: 5, bytes: 35_000 });
  expect(await store.ids("history")).toEqual([...ids.slice(4), more.id]);
  const large = newJob({
    method: "m",
    title: "t",
    request: {},
    source: "queue",
    maxAttempts: 1,
    after: null,
  });
  await store.saveFinished({ ...large, state: "completed" }, new Uint8Array(90_000));
  await store.prune({ kept: 5, bytes: 35_000 });
  expect(await store.ids("history")).toEqual([large.id]);
});

test("a record that says to be another job is damaged: it would be done again and again", async () => {
  const store = new JobStore(home);
  const made = {
    method: "m",
    title: "t",
    request: {},
    source: "queue",
    maxAttempts: 1,
    after: null,
  } as const;
  const job = newJob(made);
  await store.saveQueued(job);
  const other = `${job.id.slice(0, -1)}${job.id.endsWith("0") ? "1" : "0"}`;
  const fileOf = (id: string) => join(home, "jobs", "queue", `${id}.json`);
  copyFileSync(fileOf(job.id), fileOf(other));
  expect(await store.read("queue", job.id)).toEqual(job);
  expect(await store.read("queue", other)).toBeUndefined();
  await recoverJobs(store, async () => false);
  expect(await store.ids("queue")).toEqual([job.id]);
  expect(await store.read("history", other)).toMatchObject({ state: "failed", problem: { code: "damaged" } });
});

test("an id leads to no other folder", async () => {
  const store = new JobStore(home);
  for (const id of ["../x", "a/b", "..", "", "a.b"]) {
    await expect(store.find(id)).rejects.toMatchObject({ report: { code: "not-found" } });
    await expect(store.askToCancel(id)).rejects.toMatchObject({ report: { code: "not-found" } });
    await expect(store.dropQueued(id)).rejects.toMatchObject({ report: { code: "not-found" } });
  }
});

test("what a dead process was finishing is finished, what it was running is queued again, what waits stays", async () => {
  const store = new JobStore(home);
  const made = {
    method: "m",
    title: "t",
    request: {},
    source: "queue",
    maxAttempts: 2,
    after: null,
  } as const;
  const [finished, running, waiting, spent] = [newJob(made), newJob(made), newJob(made), newJob(made)];
  const applied = newJob(made);
  // The record is in the history, and the process died before it took it out of the queue.
  await store.saveFinished({ ...finished, state: "completed" });
  await store.saveQueued({ ...finished, state: "running", attempts: 1 });
  await store.saveQueued({ ...running, state: "running", attempts: 1 });
  await store.saveQueued(waiting);
  await store.saveQueued({ ...spent, state: "running", attempts: 2 });
  await store.saveQueued({ ...applied, state: "running", attempts: 2 });
  await recoverJobs(store, async ({ id }) => id === applied.id);
  expect(await store.ids("queue")).toEqual([running.id, waiting.id, applied.id]);
  expect(await store.read("history", finished.id)).toMatchObject({ state: "completed" });
  expect(await store.read("queue", running.id)).toMatchObject({ state: "queued", attempts: 1 });
  expect(await store.read("queue", waiting.id)).toMatchObject({ state: "queued", attempts: 0 });
  expect(await store.read("history", spent.id)).toMatchObject({ state: "failed" });
  // Its last attempt did the work: one more finds that.
  expect(await store.read("queue", applied.id)).toMatchObject({ state: "queued", attempts: 1 });
});
