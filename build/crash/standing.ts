import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Service } from "../../electron/service/service.ts";
import { type Operation, type Rows, serviceOn } from "./operations.ts";

/** What only a process that is at work has: half-written files, copies, locks that are being taken. */
const unfinished = /\.tmp$|\.part$|^~|\.lock\.[0-9a-f]{16}$|\(repair \d+\)/;

async function ask<T>(service: Service, name: string, request: object = {}): Promise<T> {
  return (await service.callByName(name, request)) as T;
}

const sameRows = (a: Rows, b: Rows) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** Every dataset is whole, and they are those of before the operation or of after it. */
async function faultOfDatasets(service: Service, right: readonly Rows[]) {
  interface Listed {
    readonly datasets: { readonly name: string; readonly observations: number }[];
    readonly damaged: { readonly name: string }[];
  }
  const { datasets, damaged } = await ask<Listed>(service, "dataset.list");
  if (damaged.length > 0) return `torn: ${damaged.map(({ name }) => name).join(", ")}`;
  const found = Object.fromEntries(datasets.map(({ name, observations }) => [name, observations]));
  if (!right.some((rows) => sameRows(rows, found))) return `datasets: ${JSON.stringify(found)}`;
  for (const { name: dataset } of datasets) {
    const { faults } = await ask<{ faults: unknown[] }>(service, "dataset.verify", { dataset });
    if (faults.length > 0) return `torn: ${dataset}: ${JSON.stringify(faults[0])}`;
  }
  return undefined;
}

/** No file of searches, portfolios or settings is torn. */
async function faultOfRecords(service: Service) {
  type Searches = { readonly searches: { readonly id: string }[]; readonly damaged: unknown[] };
  const { searches, damaged } = await ask<Searches>(service, "search.list");
  if (damaged.length > 0) return `torn search: ${JSON.stringify(damaged[0])}`;
  for (const { id } of searches) await ask(service, "search.open", { id });
  type Portfolios = { readonly damaged?: unknown[] };
  const portfolios = await ask<Portfolios>(service, "portfolio.list");
  if (portfolios.damaged?.length) return `torn portfolio: ${JSON.stringify(portfolios.damaged[0])}`;
  const settings = join(service.context.home, "settings.ini");
  if (existsSync(settings) && !readFileSync(settings, "utf8").includes("concurrency = 2"))
    return "torn settings";
  return undefined;
}

/** Files below a folder that no operation leaves when it ends well. */
export const unfinishedIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    unfinished.test(path.split("/").at(-1) ?? ""),
  );

/** The start sweeps on its own; it is given two seconds. */
async function leftovers(home: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt++) {
    const [left] = unfinishedIn(home);
    if (left === undefined || attempt === 20) return left && `left behind: ${left}`;
    await setTimeout(100);
  }
}

/**
 * The rows that may be there. A queued job is worked on again first if it died with its worker; then its record says whether it
 * was done. One that was never queued, or that failed and says so, has done nothing: it is the caller's to ask for again.
 */
async function rightRows(service: Service, { before, after, resume }: Operation): Promise<readonly Rows[]> {
  if (!resume) return [before, after];
  if ((await jobs(service)).length > 0) await resume(service);
  const queued = await jobs(service);
  const unfinished = queued.find(({ state }) => state !== "completed" && state !== "failed");
  if (unfinished || queued.length > 1) throw new Error(`jobs: ${JSON.stringify(queued)}`);
  return [queued[0]?.state === "completed" ? after : before];
}

/**
 * What is wrong with a data root in which an operation did not come to its end, after the next start; undefined where nothing
 * is.
 */
export async function faultOf(home: string, operation: Operation): Promise<string | undefined> {
  const service = serviceOn(home);
  try {
    return (
      (await faultOfDatasets(service, await rightRows(service, operation))) ??
      (await faultOfRecords(service)) ??
      (await leftovers(home))
    );
  } catch (error) {
    return `a call failed: ${error instanceof Error ? error.message : error}`;
  }
}

/** The appends of the queue, whatever became of them. */
async function jobs(service: Service) {
  type Jobs = {
    readonly jobs: { readonly state: string; readonly method: string; readonly source: string }[];
  };
  const { jobs } = await ask<Jobs>(service, "job.list");
  return jobs.filter(({ method, source }) => method === "dataset.append" && source === "queue");
}
