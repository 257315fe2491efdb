import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { searchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { searchReplay, searchRun } from "../../../electron/contract/methods/search.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, writeTable } from "../cluster/support/cluster-service.ts";
import { smallDisk } from "../disk/support/small-disk.ts";

/** Columns that move together in threes; where that is asked for, some cells are missing and every 50th is constant. */
function tableOf(strategies: number, rows: number, { holes = false, constants = false } = {}) {
  let state = 1 + strategies + 31 * rows;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
  return Array.from({ length: rows }, () => {
    const common = Array.from({ length: Math.ceil(strategies / 3) }, random);
    return Array.from({ length: strategies }, (_, i) => {
      if (constants && i % 50 === 7) return 3;
      const cell = 100 * ((common[Math.floor(i / 3)] as number) + random()) + (i % 11) - 4;
      return holes && random() < -0.48 ? null : Math.round(cell * 8) / 8;
    });
  });
}

interface Shape {
  readonly strategies: number;
  readonly rows: number;
  readonly holes?: boolean;
  readonly constants?: boolean;
  /** Of so many rows that a search for the believable ratio remembers pairs, and no other search anything. */
  readonly isLong?: boolean;
}

/** The table in a service of its own, with searches of it in memory and with memory for a thirtieth of it. */
async function searchesOf(shape: Shape, root?: string) {
  const files = mkdtempSync(join(tmpdir(), "tessera-stored-"));
  const names = Array.from({ length: shape.strategies }, (_, i) => `S${i}`);
  const cells = tableOf(shape.strategies, shape.rows, shape);
  const table = writeTable(join(files, "table.csv"), names, cells);
  const service = await clusterService({ table }, ["storage.row_group_strategies=256"], root);
  onTestFinished(() => {
    service.close();
    rmSync(files, { recursive: true, force: true });
  });
  const gigabytes = (8 * shape.strategies * shape.rows) / 10e9;
  const search = (options: object) => {
    const asked = { dataset: "table", minSize: 4, maxSize: 5, evaluations: 800, verdict: { twins: 0 } };
    return service.service.call(searchRun, searchRun.request.parse({ ...asked, ...options }));
  };
  return {
    service,
    whole: (options: object = {}) => {
      service.set("");
      return search(options);
    },
    stored: (options: object = {}) => {
      service.set(`[analysis]\nmemory_gb = ${gigabytes}\n`);
      return search(options);
    },
  };
}

/** All but what time it took, and what is not asked of a table that memory has no room for. */
function figuresOf({ seconds: _, runs, luck, capsule, ...found }: Awaited<ReturnType<SearchOf>>) {
  const { universe: __, sentence: ___, ...held } = luck;
  const { createdAt: ____, ...reproduced } = capsule;
  return { ...found, runs: runs.map(({ seconds: _____, ...run }) => run), held, reproduced };
}
type SearchOf = Awaited<ReturnType<typeof searchesOf>>["whole"];

const believing = [
  { algorithms: searchAlgorithm.options },
  { algorithms: ["hc"], constraints: { maxPairCorrelation: 0.4 } },
];
const others = [
  { algorithms: ["sa"], ulta: { kind: "sum" } },
  { algorithms: ["hc", "sa"], objective: "ratio" },
  { algorithms: ["ga"], objective: "top" },
];
const shapes: Shape[] = [
  { strategies: 300, rows: 40 },
  { strategies: 515, rows: 33, holes: true },
  { strategies: 513, rows: 60, constants: true },
  { strategies: 1700, rows: 24, holes: true, constants: true },
  { strategies: 90, rows: 1100, isLong: true },
];

describe.skipIf(noEngine)("a search of all strategies of a table that does not fit in memory", () => {
  it.each(shapes)(
    "comes to every figure of one in memory: $strategies x $rows, holes $holes, constants $constants",
    async (shape) => {
      const { whole, stored } = await searchesOf(shape);
      for (const options of shape.isLong ? believing : [...believing, ...others]) {
        const found = await stored(options);
        expect(found.luck.sentence).toContain("the table is larger than memory");
        expect(figuresOf(found), JSON.stringify(options)).toEqual(figuresOf(await whole(options)));
      }
    },
    300_000,
  );

  it.each(["believable", "ratio"])(
    "has the verdict of one in memory, by %s",
    async (objective) => {
      const { whole, stored } = await searchesOf({ strategies: 300, rows: 60, holes: true });
      const options = { objective, algorithms: ["hc"], maxSize: 4, verdict: { twins: 9 } };
      const found = await stored(options);
      expect(figuresOf(found)).toEqual(figuresOf(await whole(options)));
      expect(found.luck.twins).not.toBeNull();
      expect(found.luck.walkForward).not.toBeNull();
      expect(found.luck.universe).toBeNull();
      expect(found.luck.sentence).toMatch(/Whether there is anything to find at all was not asked/);
    },
    300_000,
  );

  it("comes again from its capsule", async () => {
    const { stored, service } = await searchesOf({ strategies: 300, rows: 40 });
    const { capsule } = await stored();
    const again = await service.service.call(searchReplay, searchReplay.request.parse({ capsule }));
    expect(again).toMatchObject({ matches: true, differences: [] });
  });

  it("is refused before it begins where the disk has no room, and says how much it takes", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "tessera-small-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const why = smallDisk(join(folder, "disk"), 20_000);
    if (why) return context.skip(why);
    const { stored } = await searchesOf({ strategies: 300, rows: 40 }, join(folder, "disk", "root"));
    await expect(stored()).rejects.toMatchObject({
      report: {
        code: "disk-full",
        message: expect.stringMatching(/takes up to 576 kB on the disk meanwhile: there is no room/),
        remedy: expect.stringContaining("--pool N"),
      },
    });
  });
});
