import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  clusterMerge,
  clusterPlan,
  clusterShard,
  clusterWork,
} from "../../../../electron/contract/methods/cluster.ts";
import { datasetImport } from "../../../../electron/contract/methods/dataset.ts";
import { createService } from "../../../../electron/service/create-service.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";

/** A service on a data root of its own, with these CSV files imported, and folders for plans. */
export async function clusterService(
  tables: Readonly<Record<string, string>>,
  overrides: string[] = [],
  root: string = mkdtempSync(join(tmpdir(), "tessera-cluster-")),
) {
  const settings = liveSettings({
    file: join(root, "settings.ini"),
    overrides: ["engine.backend=cpu", "general.threads=2", "export.charts=false", ...overrides],
  });
  const service = createService({ home: join(root, "home"), settings });
  for (const [dataset, file] of Object.entries(tables))
    await service.call(datasetImport, { files: [file], dataset: dataset as never });
  let plans = 0;
  return {
    root,
    service,
    /** Plans `work` in a new folder. */
    async plan(work: object, shards?: number): Promise<{ folder: string; count: number }> {
      plans += 1;
      const folder = join(root, `plan-${plans}`);
      const standing = await service.call(clusterPlan, {
        folder: folder as never,
        work: clusterWork.parse(work),
        shards,
      });
      return { folder, count: standing.shards.length };
    },
    shard: (folder: string, index: number) =>
      service.call(clusterShard, { folder: folder as never, indices: [index] }),
    /** Puts this into the settings file, in place of what was there. */
    set(text: string): void {
      writeFileSync(join(root, "settings.ini"), text);
      settings.reload();
    },
    merge: async (folder: string) =>
      (await service.call(clusterMerge, { folder: folder as never })).found.result,
    close() {
      service.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A CSV file of strategies whose cells the caller gives; null is an empty cell. */
export function writeTable(
  file: string,
  strategies: readonly string[],
  rows: readonly (readonly (number | null)[])[],
): string {
  const date = (t: number) => new Date(Date.UTC(2023, 0, 5 + 7 * t)).toISOString().slice(0, 10);
  const lines = rows.map((cells, t) => [date(t), "Thursday", ...cells.map((cell) => cell ?? "")].join(","));
  writeFileSync(file, `${[["Date", "Day", ...strategies].join(","), ...lines].join("\n")}\n`);
  return file;
}

/** Numbers in an order of their own, the same for the same seed. */
export function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, k) => k);
  let state = seed + 1;
  for (let k = count - 1; k > 0; k -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (k + 1);
    [order[k], order[other]] = [order[other] as number, order[k] as number];
  }
  return order;
}

/** Files of a plan's folder shards/, marks or parts. */
export const shardFiles = (folder: string, ending: "ok" | "bin"): string[] =>
  readdirSync(join(folder, "shards"))
    .filter((name) => name.endsWith(`.${ending}`))
    .sort()
    .map((name) => join(folder, "shards", name));

/** What a mark says. */
export const markOf = (
  file: string,
): { readonly file: string; readonly attempt: string; readonly node: string } =>
  JSON.parse(readFileSync(file, "utf8"));

/** A result without what differs from run to run: times and where the files are. */
export const timeless = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      ["seconds", "createdAt", "files"].includes(key) ? undefined : part,
    ),
  );
