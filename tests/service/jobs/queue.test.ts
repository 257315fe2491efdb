import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineMethod } from "../../../electron/contract/method.ts";
import { outputPath } from "../../../electron/contract/places.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import { JobStore } from "../../../electron/service/jobs/store.ts";
import { drain, testQueue } from "./support/test-queue.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-jobs-"));
});
afterEach(() => rmSync(home, { recursive: true }));

/** Never ends by itself. */
const forever = (_request: never, { signal }: { signal: AbortSignal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Problem("cancelled", "Stopped.")), { once: true });
  });

describe("the job queue", () => {
  it("runs jobs in the order in which they came and keeps their results, arrays included", async () => {
    const order: unknown[] = [];
    const queue = testQueue(home, {
      double: async ({ value }: { value: number }) => {
        order.push(value);
        return { values: Float64Array.of(2 * value, Number.NaN) };
      },
    });
    const ids: string[] = [];
    for (const value of [3, 1, 2])
      ids.push((await queue.submit({ method: "double", request: { value } })).id);
    expect(await queue.list(undefined, 10)).toHaveLength(3);
    expect(await drain(queue)).toEqual({ completed: 3, failed: 0, cancelled: 0 });
    expect(order).toEqual([3, 1, 2]);
    // Another process sees the same.
    const other = testQueue(home, {});
    expect(await other.get(ids[1] ?? "")).toMatchObject({ state: "completed", attempts: 1, hasResult: true });
    expect(await other.result(ids[1] ?? "")).toEqual({ values: Float64Array.of(2, Number.NaN) });
    expect((await other.list(undefined, 10)).map(({ id }) => id)).toEqual([...ids].reverse());
    expect(readdirSync(join(home, "jobs", "queue"))).toEqual([]);
  });

  it("keeps the paths of a request from where it was submitted: who works on it stands elsewhere", async () => {
    const request = z.object({ out: outputPath(), words: z.string() });
    const method = defineMethod({ name: "write", summary: "Write", job: true, request, result: z.unknown() });
    const queue = testQueue(home, { write: async () => null }, [], { methods: [method] });
    const given = { out: "results/a.csv", words: "results/a.csv" };
    const job = await queue.submit({ method: "write", request: given });
    expect(job.request).toEqual({ ...given, out: join(process.cwd(), "results", "a.csv") });
  });

  it("tries again after a passing failure, waits longer each time, and gives up", async () => {
    const times: number[] = [];
    const queue = testQueue(
      home,
      {
        locked: async () => {
          times.push(performance.now());
          throw new Problem("unreadable", "permission denied");
        },
      },
      ["jobs.retry_delay_s=0.1"],
    );
    const { id } = await queue.submit({ method: "locked", request: {}, maxAttempts: 4 });
    expect(await drain(queue)).toEqual({ completed: 0, failed: 1, cancelled: 0 });
    expect(times).toHaveLength(4);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(99 * 2 ** index);
    expect(await queue.get(id)).toMatchObject({
      state: "failed",
      attempts: 4,
      problem: { code: "unreadable", message: "permission denied" },
    });
  });

  it("does not try again what can never work", async () => {
    let calls = 0;
    const queue = testQueue(home, {
      bad: async () => {
        calls++;
        throw new Problem("bad-input", "line 3 is short");
      },
    });
    await queue.submit({ method: "bad", request: {} });
    expect(await drain(queue)).toMatchObject({ failed: 1 });
    expect(calls).toBe(1);
  });

  it("refuses an unknown method before anything is queued", async () => {
    const queue = testQueue(home, {});
    await expect(queue.submit({ method: "none", request: {} })).rejects.toThrow("There is no method none.");
    expect(await queue.list(undefined, 10)).toEqual([]);
  });

  it("starts a job after another one, and fails it when that one failed", async () => {
    const seen: string[] = [];
    const queue = testQueue(home, {
      good: async () => void seen.push("good"),
      bad: async () => {
        throw new Problem("bad-input", "no");
      },
      next: async () => void seen.push("next"),
    });
    const good = await queue.submit({ method: "good", request: {} });
    const bad = await queue.submit({ method: "bad", request: {} });
    const afterBad = await queue.submit({ method: "next", request: {}, after: bad.id });
    const afterGood = await queue.submit({ method: "next", request: {}, after: good.id });
    expect(await drain(queue)).toEqual({ completed: 2, failed: 1, cancelled: 0 });
    expect(seen).toEqual(["good", "next"]);
    expect(await queue.get(afterGood.id)).toMatchObject({ state: "completed" });
    expect(await queue.get(afterBad.id)).toMatchObject({ state: "failed", problem: { code: "not-found" } });
  });

  it("cancels a queued job, a running one, and refuses for one that ended", async () => {
    const queue = testQueue(home, { forever });
    const first = await queue.submit({ method: "forever", request: {} });
    const second = await queue.submit({ method: "forever", request: {} });
    expect(await queue.cancel(second.id)).toMatchObject({ state: "cancelled" });
    const work = drain(queue);
    await expect.poll(async () => (await queue.get(first.id)).state).toBe("running");
    await queue.cancel(first.id);
    expect(await work).toEqual({ completed: 0, failed: 0, cancelled: 1 });
    await expect(queue.cancel(first.id)).rejects.toThrow("has ended");
  });

  it("lets another process cancel a running job", async () => {
    const queue = testQueue(home, { forever });
    const other = testQueue(home, {});
    const { id } = await queue.submit({ method: "forever", request: {} });
    const work = drain(queue);
    await expect.poll(async () => (await other.get(id)).state).toBe("running");
    expect(await other.worker()).toBe("elsewhere");
    await other.cancel(id);
    expect(await work).toMatchObject({ cancelled: 1 });
    expect(await other.worker()).toBe("none");
  });

  it("is worked on by one process only", async () => {
    const queue = testQueue(home, { forever });
    const stop = new AbortController();
    const work = drain(queue, stop.signal, true);
    await expect.poll(() => queue.worker()).toBe("here");
    await expect(drain(testQueue(home, {}))).rejects.toMatchObject({ report: { code: "busy" } });
    stop.abort();
    await work;
  });

  it("puts a job back that was running when the program was stopped", async () => {
    const queue = testQueue(home, { forever });
    const stop = new AbortController();
    const { id } = await queue.submit({ method: "forever", request: {} });
    const work = drain(queue, stop.signal, true);
    await expect.poll(async () => (await queue.get(id)).state).toBe("running");
    stop.abort();
    await work;
    expect(await queue.get(id)).toMatchObject({ state: "queued", attempts: 0 });
  });

  it("stops a job that takes too long", async () => {
    const queue = testQueue(home, { forever }, ["jobs.timeout_s=0.05", "jobs.max_attempts=2"]);
    const { id } = await queue.submit({ method: "forever", request: {} });
    expect(await drain(queue)).toMatchObject({ failed: 1 });
    const job = await queue.get(id);
    expect(job.attempts).toBe(2);
    expect(job.log.map(({ text }) => text).join(" ")).toContain("longer than 0.05 s");
  });

  it("runs as many jobs at once as the setting says", async () => {
    let now = 0;
    let most = 0;
    const three = Promise.withResolvers<void>();
    const queue = testQueue(
      home,
      {
        wait: async () => {
          most = Math.max(most, ++now);
          if (now === 3) three.resolve();
          await three.promise;
          await new Promise((resolve) => setTimeout(resolve, 30));
          now--;
        },
      },
      ["jobs.concurrency=3"],
    );
    for (let index = 0; index < 7; index++) await queue.submit({ method: "wait", request: {} });
    expect(await drain(queue)).toMatchObject({ completed: 7 });
    expect(most).toBe(3);
  });

  it("forgets the oldest finished jobs and repeats a finished one", async () => {
    const queue = testQueue(home, { echo: async (request: unknown) => request }, ["jobs.history=2"]);
    const ids: string[] = [];
    for (const value of [1, 2, 3]) ids.push((await queue.submit({ method: "echo", request: { value } })).id);
    await drain(queue);
    expect((await queue.list(undefined, 10)).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const again = await queue.repeat(ids[2] ?? "");
    expect(again).toMatchObject({ method: "echo", request: { value: 3 }, state: "queued" });
  });

  it("leaves a damaged or foreign file alone and goes on", async () => {
    const queue = testQueue(home, { echo: async () => 1 });
    await queue.submit({ method: "echo", request: {} });
    writeFileSync(join(home, "jobs", "queue", "20000101T000000000-abc.json"), '{"id": "cut');
    expect(await drain(queue)).toMatchObject({ completed: 1 });
    await expect(queue.get("../../etc")).rejects.toMatchObject({ report: { code: "not-found" } });
  });

  it("adds direct calls to the history", async () => {
    const queue = testQueue(home, {});
    const startedAt = new Date().toISOString();
    const call = { method: "a.b", title: "A", startedAt, request: { names: "x".repeat(100_000) } };
    await queue.record({ ...call, problem: null });
    await queue.record({ ...call, request: { n: 1 }, problem: { code: "damaged", message: "broken" } });
    const [failed, completed] = await queue.list(undefined, 10);
    expect(completed).toMatchObject({
      state: "completed",
      source: "call",
      request: { omitted: "100012 characters" },
    });
    expect(failed).toMatchObject({ state: "failed", request: { n: 1 }, problem: { message: "broken" } });
    expect(await queue.list(["failed"], 10)).toHaveLength(1);
  });

  it("says of a job that completed what it could not put in place, and keeps its result", async () => {
    const notWritten = { code: "disk-full" as const, message: "The disk is full." };
    const queue = testQueue(home, { search: async () => ({ best: 1, notWritten }) });
    const { id } = await queue.submit({ method: "search", request: {} });
    expect(await drain(queue)).toEqual({ completed: 1, failed: 0, cancelled: 0 });
    const job = await queue.get(id);
    expect(job).toMatchObject({ state: "completed", problem: notWritten, hasResult: true });
    expect(job.log.at(-1)?.text).toBe("Completed, but: The disk is full.");
    expect(await queue.result(id)).toEqual({ best: 1, notWritten });
  });

  it("keeps the work of a job until its record can be written, and does not do it again", async () => {
    let runs = 0;
    const queue = testQueue(home, {
      once: async () => {
        runs++;
        // The history cannot take it: a file lies where its folder should be.
        writeFileSync(join(home, "jobs", "history"), "");
        setTimeout(() => rmSync(join(home, "jobs", "history")), 100);
        return { value: 7 };
      },
    });
    const { id } = await queue.submit({ method: "once", request: {} });
    expect(await drain(queue)).toEqual({ completed: 1, failed: 0, cancelled: 0 });
    expect(runs).toBe(1);
    expect(await queue.result(id)).toEqual({ value: 7 });
  });

  it("waits for room to say that a job failed, and tries it again", async () => {
    let runs = 0;
    const queue = testQueue(home, {
      again: async () => {
        runs++;
        if (runs > 1) return { value: 7 };
        // The queue cannot take a record: a file lies where its folder should be.
        const [folder, aside] = [join(home, "jobs", "queue"), join(home, "jobs", "aside")];
        renameSync(folder, aside);
        writeFileSync(folder, "");
        setTimeout(() => {
          rmSync(folder);
          renameSync(aside, folder);
        }, 150);
        throw new Problem("disk-full", "The disk is full.");
      },
    });
    const { id } = await queue.submit({ method: "again", request: {} });
    expect(await drain(queue)).toEqual({ completed: 1, failed: 0, cancelled: 0 });
    expect(await queue.get(id)).toMatchObject({ state: "completed", attempts: 2 });
  });

  it("takes away what an attempt wrote that was cut off, and nothing that was there before", async () => {
    const method = defineMethod({
      name: "write",
      summary: "Write",
      job: true,
      request: z.object({ out: outputPath(), other: outputPath() }),
      result: z.object({}),
    });
    const [out, other] = [join(home, "out.csv"), join(home, "other.csv")];
    writeFileSync(other, "the user's");
    const queue = testQueue(
      home,
      {
        write: async () => {
          if (existsSync(out)) throw new Problem("already-exists", "There is a file.");
          writeFileSync(out, "the job's");
          return {};
        },
      },
      [],
      { methods: [method] },
    );
    const { id } = await queue.submit({ method: "write", request: { out, other } });
    const store = new JobStore(home);
    // As a process leaves it that dies behind the effect of the job.
    const ownOutputs = [out];
    await store.saveQueued({ ...(await store.find(id)), state: "running", attempts: 1, ownOutputs });
    writeFileSync(out, "the job's first");
    expect(await drain(queue)).toMatchObject({ completed: 1 });
    expect(await queue.get(id)).toMatchObject({ state: "completed", attempts: 2 });
    expect([out, other].map((file) => readFileSync(file, "utf8"))).toEqual(["the job's", "the user's"]);
  });

  it("goes on beside files that are no jobs, and says which record is damaged; what waits for it fails", async () => {
    const queue = testQueue(home, { work: async () => 1 });
    const { id } = await queue.submit({ method: "work", request: {} });
    const { id: waiting } = await queue.submit({ method: "work", request: {}, after: id });
    const folder = join(home, "jobs", "queue");
    for (const name of ["._x.json", "copy (1).json", "a b.json", "c d.cancel"])
      writeFileSync(join(folder, name), "{}");
    writeFileSync(join(folder, `${id}.json`), '{"id": "cut of');
    expect(await drain(queue)).toEqual({ completed: 0, failed: 0, cancelled: 0 });
    expect(await queue.get(id)).toMatchObject({ state: "failed", problem: { code: "damaged" } });
    expect(await queue.get(waiting)).toMatchObject({ state: "failed", problem: { code: "not-found" } });
    expect(readdirSync(folder)).toContain(`${id}.json.damaged`);
  });

  it("tells a method which job it is", async () => {
    const jobs: unknown[] = [];
    const queue = testQueue(home, { work: async (_request, { job }) => jobs.push(job) });
    const { id } = await queue.submit({ method: "work", request: {} });
    await drain(queue);
    expect(jobs).toEqual([id]);
  });
});
