import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { testQueue } from "./support/test-queue.ts";

const child = join(import.meta.dirname, "support/kill-child.ts");

/** Starts a process that works on the queue and kills it without warning after some milliseconds of work. */
function workAndKill(home: string, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, home], { stdio: ["ignore", "pipe", "inherit"] });
    process_.stdout.once("data", () => setTimeout(() => process_.kill("SIGKILL"), milliseconds));
    process_.on("error", reject);
    process_.on("exit", () => resolve());
  });
}

describe("a queue whose worker is killed", () => {
  it("loses no job and no result, whatever the moment", async () => {
    const home = mkdtempSync(join(tmpdir(), "tessera-kill-"));
    try {
      const names = Array.from({ length: 60 }, (_, index) => `job ${index}`);
      const finish = testQueue(home, {
        fill: async ({ name }: { name: string }) => ({ name, values: new Float64Array(5000).fill(7) }),
      });
      const ids: string[] = [];
      for (const name of names) {
        ids.push((await finish.submit({ method: "fill", request: { name }, maxAttempts: 50 })).id);
      }
      for (let round = 0; round < 8; round++) await workAndKill(home, 3 + 11 * round);
      await finish.work({ forever: false, signal: new AbortController().signal, progress: () => {} });
      for (const [index, id] of ids.entries()) {
        expect(await finish.get(id)).toMatchObject({ state: "completed", title: "the summary of fill" });
        expect(await finish.result(id)).toEqual({
          name: names[index],
          values: new Float64Array(5000).fill(7),
        });
      }
      expect(readdirSync(join(home, "jobs", "queue")).filter((name) => name.endsWith(".json"))).toEqual([]);
      const jobs = await finish.list(undefined, 100);
      expect(jobs.some(({ log }) => log.some(({ text }) => text.startsWith("The program ended")))).toBe(true);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
