import { afterEach, describe, expect, it, vi } from "vitest";
import type { TesseraAddon } from "../../../electron/service/engine/addon/addon.ts";
import type { BackendDescription, NativeShape } from "../../../electron/service/engine/addon/backend.ts";
import { planAll } from "../../../electron/service/engine/engine.ts";
import {
  memoryLimitBytes,
  memoryLimitText,
  memoryUses,
} from "../../../electron/service/engine/memory-limits.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";

const card = { backend: "cuda", limit: 0, free: 100e9 };

afterEach(() => {
  vi.restoreAllMocks();
});

describe("memory of a device by what it is used for", () => {
  it("is a figure or a share, the smallest of a session's uses, within the general limit", () => {
    expect(memoryLimitBytes(["4"], card)).toBe(4e9);
    expect(memoryLimitBytes(["50%"], card)).toBe(50e9);
    expect(memoryLimitBytes(["0", "50 %", "8"], card)).toBe(8e9);
    expect(memoryLimitBytes(["50%"], { ...card, limit: 10e9 })).toBe(5e9);
    expect(memoryLimitBytes(["40"], { ...card, limit: 10e9 })).toBe(10e9);
  });

  it("is the general one where nothing is set, and on the processor", () => {
    expect(memoryLimitBytes(["0"], card)).toBe(0);
    expect(memoryLimitBytes([], { ...card, limit: 10e9 })).toBe(10e9);
    expect(memoryLimitBytes(["4"], { ...card, backend: "cpu" })).toBe(0);
  });

  it("has a key for every algorithm and operation, and refuses what is neither", () => {
    const settings = loadSettings({ overrides: ["gpu.memory.ga=2.5", "gpu.memory.correlation=50%"] });
    const set = memoryUses.filter((use) => memoryLimitText(use, settings) !== "0");
    expect(set).toEqual(["ga", "correlation"]);
    for (const text of ["-1", "150%", "all", "4 GB"])
      expect(() => loadSettings({ overrides: [`gpu.memory.sa=${text}`] })).toThrow("gpu.memory.sa");
  });

  it("is what the plan is made for, on the device and not on the processor", () => {
    const device = { name: "A card", detail: "", threadCount: 1, memoryBytes: 100e9, memoryFreeBytes: 90e9 };
    const backend = (name: string) =>
      ({ name, handle: name, devices: [device] }) as unknown as BackendDescription;
    const asked: [string, number][] = [];
    const addon = {
      planSession(handle: unknown, { memoryLimitBytes: limit }: NativeShape) {
        asked.push([String(handle), limit]);
        const budgetBytes = limit || 2e9;
        return {
          installedBytes: 100e9,
          freeBytes: 90e9,
          reserveBytes: 0,
          budgetBytes,
          resident: limit !== 1e9,
          panels: 1,
          panelStrategies: 9,
          parts: new Float64Array(7),
        };
      },
    } as unknown as TesseraAddon;
    const shape = {
      strategies: 9,
      observations: 9,
      memory: [
        { use: "ga", limit: "1" },
        { use: "correlation", limit: "50%" },
      ],
    };
    const plans = planAll(addon, shape, {
      limit: 0,
      working: [backend("cuda"), backend("cpu")],
      deviceOf: () => 0,
    });
    expect(
      plans.map(({ budgetBytes, uses }) => [
        budgetBytes,
        uses.map(({ use, limit, budgetBytes: own, resident }) => [use, limit, own, resident]),
      ]),
    ).toEqual([
      [
        2e9,
        [
          ["ga", "1", 1e9, false],
          ["correlation", "50%", 45e9, true],
        ],
      ],
      [2e9, []],
    ]);
    expect(asked).toContainEqual(["cuda", 1e9]);
    expect(asked.filter(([name]) => name === "cpu").every(([, limit]) => limit === 0)).toBe(true);
  });

  it("of the processor is no more than the container of the process has", () => {
    vi.spyOn(process, "constrainedMemory").mockReturnValue(2e9);
    const device = {
      name: "A processor",
      detail: "",
      threadCount: 1,
      memoryBytes: 24e9,
      memoryFreeBytes: 20e9,
    };
    const backend = { name: "cpu", handle: "cpu", devices: [device] } as unknown as BackendDescription;
    const native = { installedBytes: 24e9, freeBytes: 20e9, reserveBytes: 0, budgetBytes: 20e9 };
    const addon = {
      planSession: () => ({ ...native, resident: true, panels: 1, panelStrategies: 9, parts: [3e9] }),
    } as unknown as TesseraAddon;
    const shape = { strategies: 9, observations: 9 };
    const [plan] = planAll(addon, shape, { limit: 0, working: [backend], deviceOf: () => 0 });
    expect(plan).toMatchObject({ installedBytes: 2e9, budgetBytes: 2e9 });
    expect(plan?.summary).toContain("of 2,000 MB. That is more than there is");
  });
});
