import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";

it("starts a thread", async () => {
  const [code] = await once(new Worker("process.exit(3)", { eval: true }), "exit");
  expect(code).toBe(3);
});
