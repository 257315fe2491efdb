import { expect, test } from "vitest";
import { bestOnCpu } from "../../../electron/service/engine/best-on-cpu.ts";

test("whole passes over a large matrix may go to a device", () => {
  expect(bestOnCpu(false, 82 * 25_544, "passes")).toBe(false);
});

test("a small matrix stays on the processor", () => {
  expect(bestOnCpu(false, 82 * 35, "passes")).toBe(true);
});

test("very many small batches stay on the processor", () => {
  expect(bestOnCpu(false, 82 * 25_544, "small-batches")).toBe(true);
});

test("a backend chosen by hand is used for everything", () => {
  expect(bestOnCpu(true, 82, "small-batches")).toBe(false);
});
