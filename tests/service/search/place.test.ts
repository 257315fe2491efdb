import { expect, it } from "vitest";
import type { Engine } from "../../../electron/service/engine/engine.ts";
import { sideTimes } from "../../../electron/service/engine/faster-side.ts";
import { placeOfSearches } from "../../../electron/service/search/place.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";
import { naiveEngine } from "../analysis/support/naive-engine.ts";

const table = { observations: 82, strategies: 25_544 };
const settings = loadSettings({
  overrides: ["search.min_size=35", "search.max_size=60", "search.algorithms=ga,pso,sa,de,aco,hc,bo,rs"],
});
const h200 = { detail: "compute capability 9.0", threadCount: 132 };

const placed = (wanted: string, threads: number, device: typeof h200 | undefined) => {
  const engine: Engine = {
    ...naiveEngine(),
    wanted,
    backendFor: async (_, work) =>
      typeof work !== "string" && sideTimes(work, threads, device).isDevice ? "cuda" : "cpu",
    searchTimes: async (load) => ({
      ...sideTimes(load, threads, device),
      deviceName: device ? "NVIDIA H200" : null,
    }),
  };
  return placeOfSearches(table, { engine, settings });
};

it("says where a search goes, with the seconds of both sides", async () => {
  const what = "208 runs for P&L / drawdown, 80.0 million evaluations";
  expect(await placed("auto", 2, h200)).toBe(
    `Searches: on the NVIDIA H200 (${what}: about 13 s on the processor, 2.4 s on the NVIDIA H200).`,
  );
  expect(await placed("auto", 16, h200)).toBe(
    `Searches: on the processor (${what}: about 1.7 s on the processor, 2.4 s on the NVIDIA H200).`,
  );
  expect(await placed("auto", 2, undefined)).toBe(
    `Searches: on the processor (${what}: about 13 s on the processor).`,
  );
});

it("says what is not known of a card, and who has chosen by hand", async () => {
  expect(await placed("auto", 2, { ...h200, detail: "compute capability 8.6" })).toContain(
    "how fast the NVIDIA H200 would be is not known",
  );
  expect(await placed("cuda", 2, h200)).toBe("Searches: on cuda, as engine.backend asks.");
});
