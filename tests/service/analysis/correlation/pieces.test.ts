import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Method } from "../../../../electron/contract/method.ts";
import {
  correlationDuplicates,
  correlationMap,
  correlationStructure,
  correlationSummary,
  correlationTile,
} from "../../../../electron/contract/methods/correlation.ts";
import { clusterService, writeTable } from "../../cluster/support/cluster-service.ts";
import { noEngine } from "../support/analysis-context.ts";

const strategies = Array.from({ length: 420 }, (_, i) => `S${i}`);
const table = (missing: boolean) =>
  Array.from({ length: 24 }, (_, t) =>
    strategies.map((_, i) => {
      if (i === 300 || i === 377) return 5;
      if (missing && i % 97 === t) return null;
      return Math.round(900 * Math.sin(1 + t * ((i % 300) + 2) * 0.37)) / 8 - (i % 3) * 9;
    }),
  );

/** More rows than their products have memory for. */
const long = Array.from({ length: 4100 }, (_, t) =>
  Array.from({ length: 200 }, (_, i) => {
    if (i === 150) return 5;
    if (i % 97 === t) return null;
    return Math.round(900 * Math.sin(1 + t * ((i % 70) + 2) * 0.37) + 300 * Math.sin(t * i)) / 8;
  }),
);

/** Arrays of numbers by their bits. */
const bitsOf = (_: string, value: unknown) =>
  ArrayBuffer.isView(value)
    ? createHash("sha256")
        .update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
        .digest("hex")
    : value;

describe.skipIf(noEngine)("correlation of a table that does not fit in memory", () => {
  let service: Awaited<ReturnType<typeof clusterService>>;
  const files = mkdtempSync(join(tmpdir(), "tessera-pieces-"));
  beforeAll(async () => {
    const full = writeTable(join(files, "full.csv"), strategies, table(false));
    const gaps = writeTable(join(files, "gaps.csv"), strategies, table(true));
    const ofManyRows = writeTable(join(files, "long.csv"), strategies.slice(0, 200), long);
    service = await clusterService({ full, gaps, long: ofManyRows }, ["storage.row_group_strategies=256"]);
    const grouped = join(files, "grouped.csv");
    await service.service.callByName("sample.write", {
      format: "enhanced",
      strategies: 420,
      observations: 24,
      file: grouped,
    });
    await service.service.callByName("dataset.import", { files: [grouped], dataset: "grouped" });
  });
  afterAll(() => {
    service?.close();
    rmSync(files, { recursive: true, force: true });
  });

  const lists = { topPairs: 300, threshold: 0.9, thresholdPairs: 2000 };
  it.each([
    { dataset: "full", ...lists },
    { dataset: "gaps", ...lists },
    { dataset: "full", ulta: { kind: "sum" }, ultaSkipsFirst: true, excludeConstant: true, ...lists },
    { dataset: "gaps", ulta: { kind: "sum" }, excludeConstant: true, pairMethod: "spearman" },
    { dataset: "full", weighting: { kind: "recent", halfLife: 6 } },
    { dataset: "full", from: "2023-03-01" },
    { dataset: "grouped", weighting: { kind: "confidence" }, ...lists },
    { dataset: "grouped", rows: { kind: "weighted-zones", weights: {} }, ulta: { kind: "majority" } },
  ])("is that of the whole to the bit, piece by piece: %j", async (options) => {
    const request = correlationSummary.request.parse(options);
    const said = new Set<string>();
    const call = async () => {
      await service.service.callByName("dataset.clearKept", { dataset: options.dataset });
      const { kept, ...result } = await service.service.call(correlationSummary, request, {
        onProgress: ({ detail }) => detail && said.add(detail),
      });
      expect(kept).toBeNull();
      return JSON.stringify(result);
    };
    const whole = await call();
    expect([...said].join()).not.toContain("larger than memory");
    // Pieces of 192 out of blocks of 192, then out of blocks of 256 that begin elsewhere.
    for (const memory of [0.0001, 0.0007]) {
      service.set(`[analysis]\nmemory_gb = ${memory}\n`);
      const pieces = await call();
      service.set("");
      expect([...said].join()).toContain("192 more with 192 that stay: the table is larger than memory");
      expect(pieces).toBe(whole);
    }
  });

  /** What a method comes to, and what it said meanwhile, at a limit of memory in GB; 0 = none. */
  async function answer(method: Method, options: { readonly dataset: string }, memory: number) {
    const said = new Set<string>();
    await service.service.callByName("dataset.clearKept", { dataset: options.dataset });
    service.set(memory > 0 ? `[analysis]\nmemory_gb = ${memory}\n` : "");
    try {
      const result = await service.service.call(method, method.request.parse(options), {
        onProgress: ({ stage, detail }) => said.add(`${stage}: ${detail}`),
      });
      return { result: JSON.stringify(result, bitsOf), said: [...said].join() };
    } finally {
      service.set("");
    }
  }

  const methods = {
    "correlation.map": correlationMap,
    "correlation.structure": correlationStructure,
    "correlation.duplicates": correlationDuplicates,
    "correlation.tile": correlationTile,
  };
  const turned = { ulta: { kind: "sum" }, ultaSkipsFirst: true, excludeConstant: true };
  it.each([
    ["correlation.map", { dataset: "full", blocks: 8 }],
    // Strategies alone in their blocks, constant ones among them.
    ["correlation.map", { dataset: "gaps", blocks: 2048 }],
    ["correlation.map", { dataset: "full", ...turned, blocks: 100, clusterCut: 0.6, factors: 5 }],
    ["correlation.map", { dataset: "gaps", pairMethod: "spearman", blocks: 31 }],
    ["correlation.map", { dataset: "grouped", weighting: { kind: "confidence" } }],
    ["correlation.map", { dataset: "grouped", rows: { kind: "weighted-zones", weights: {} } }],
    ["correlation.structure", { dataset: "full" }],
    ["correlation.structure", { dataset: "gaps", ...turned, pairMethod: "spearman" }],
    ["correlation.structure", { dataset: "grouped", rows: { kind: "weighted-zones", weights: {} } }],
    ["correlation.map", { dataset: "long", blocks: 16 }],
    ["correlation.structure", { dataset: "long" }],
    ["correlation.duplicates", { dataset: "full", threshold: 0.9 }],
    ["correlation.duplicates", { dataset: "gaps", ...turned, metric: "sharpe", threshold: 0.8 }],
    ["correlation.duplicates", { dataset: "grouped", threshold: 0.5, metric: "max_drawdown" }],
    [
      "correlation.tile",
      { dataset: "gaps", ...turned, down: { from: 3, count: 40 }, across: { from: 20, count: 60 } },
    ],
    [
      "correlation.tile",
      {
        dataset: "grouped",
        weighting: { kind: "confidence" },
        down: { from: 0, count: 100 },
        across: { from: 9, count: 90 },
        step: 8,
      },
    ],
  ] as const)("%s is that of the whole to the bit, in pieces: %j", async (name, options) => {
    const whole = await answer(methods[name], options, 0);
    expect(whole.said).not.toContain("larger than memory");
    for (const memory of options.dataset === "long" ? [0.0001] : [0.0001, 0.0002]) {
      const pieces = await answer(methods[name], options, memory);
      expect(pieces.said).toContain("Turning the columns: the table is larger than memory");
      expect(pieces.result).toBe(whole.result);
    }
    expect(
      readdirSync(join(service.root, "home", "datasets")).filter((name) => name.startsWith(".tmp")),
    ).toEqual([]);
  });

  it("is stopped by a cancel, and leaves no file", async () => {
    service.set("[analysis]\nmemory_gb = 0.0001\n");
    await service.service.callByName("dataset.clearKept", { dataset: "full" });
    const stop = new AbortController();
    const asked = service.service.call(correlationMap, correlationMap.request.parse({ dataset: "full" }), {
      signal: stop.signal,
      onProgress: ({ stage, fraction = 0 }) => {
        if (stage === "Correlating all pairs" && fraction > 0.2) stop.abort();
      },
    });
    await expect(asked).rejects.toThrow();
    expect(stop.signal.aborted).toBe(true);
    service.set("");
    expect(
      readdirSync(join(service.root, "home", "datasets")).filter((name) => name.startsWith(".tmp")),
    ).toEqual([]);
  });

  it("on losing rows, which the whole table decides, is refused", async () => {
    service.set("[analysis]\nmemory_gb = 0.0001\n");
    const request = correlationSummary.request.parse({ dataset: "full", pairMethod: "downside" });
    await expect(service.service.call(correlationSummary, request)).rejects.toThrow(
      "Correlation on losing rows rests on the whole table, which does not fit in memory",
    );
    service.set("");
  });
});
