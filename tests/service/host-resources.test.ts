import { totalmem } from "node:os";
import { afterEach, expect, it, vi } from "vitest";
import { diskOf, hostMemory } from "../../electron/service/host-resources.ts";

afterEach(() => vi.restoreAllMocks());

it("memory is the container's where there is one, the machine's where none limits it", () => {
  vi.spyOn(process, "constrainedMemory").mockReturnValue(2e9);
  vi.spyOn(process, "availableMemory").mockReturnValue(5e8);
  expect(hostMemory()).toEqual({ free: 5e8, total: 2e9 });
  for (const none of [0, 2 ** 64]) {
    vi.spyOn(process, "constrainedMemory").mockReturnValue(none);
    expect(hostMemory().total).toBe(totalmem());
  }
});

it("the free room of a disk is what is left to everybody", async () => {
  const { free, total } = await diskOf(import.meta.dirname);
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThanOrEqual(total);
});
