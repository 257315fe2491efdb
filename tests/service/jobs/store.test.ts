import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
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
