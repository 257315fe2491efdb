import { join } from "node:path";
import { createService } from "../../electron/service/create-service.ts";
import type { Service } from "../../electron/service/service.ts";
import { liveSettings } from "../../electron/service/settings/live-settings.ts";

/** A service on a data root, as every program makes it; on one thread, and with short pauses before a job is tried again. */
export function serviceOn(home: string): Service {
  const quick = ["jobs.retry_delay_s=0", "jobs.scan_interval_s=0.05"];
  const plain = ["general.threads=1", "engine.backend=cpu", "export.charts=false"];
  return createService({
    home,
    settings: liveSettings({ file: join(home, "settings.ini"), overrides: [...plain, ...quick] }),
  });
}

/** Rows of each dataset of a data root. */
export type Rows = Readonly<Record<string, number>>;

export interface Operation {
  /** What it does to a data root that `prepare` made. */
  readonly run: (service: Service) => Promise<unknown>;
  /** What it needs beside that. */
  readonly begin?: (service: Service) => Promise<unknown>;
  /** What may be there after a kill. */
  readonly before: Rows;
  readonly after: Rows;
  /**
   * Ends what was interrupted, as the next start does: afterwards only `after` is right. Absent where the user asks again;
   * there either is.
   */
  readonly resume?: (service: Service) => Promise<unknown>;
  /** A full disk does not end it: it waits for room. */
  readonly waitsForRoom?: true;
}

const files = (service: Service, ...names: string[]) =>
  names.map((name) => join(service.context.home, "..", name));
const call = (name: string, request: object) => (service: Service) => service.callByName(name, request);
const kept = { d: 60 };
const same = { before: kept, after: kept };

const portfolio = {
  id: "00000000-0000-4000-8000-000000000001",
  name: "p",
  dataset: "d",
  members: ["Strategy_1", "Strategy_2"],
  weights: null,
  createdAt: "2024-01-01T00:00:00.000Z",
  found: null,
};
const search = {
  kind: "rows",
  request: {
    dataset: "d",
    minSize: 3,
    maxSize: 4,
    algorithms: ["hc"],
    evaluations: 1000,
    objective: "ratio",
    verdict: { twins: 0 },
  },
};

async function searchToItsEnd(service: Service): Promise<void> {
  const { id } = (await service.callByName("search.start", search)) as { id: string };
  await service.callByName("search.follow", { id });
}

const append = (service: Service) => ({
  files: files(service, "b.csv"),
  dataset: "d",
  overlap: "keep",
});
const work = call("job.work", {});

/**
 * Everything that changes a data root. The one that is prepared has "d" of two versions and 60 rows, and "gone" in the trash.
 */
export const operations: Readonly<Record<string, Operation>> = {
  import: {
    run: (service) =>
      service.callByName("dataset.import", { files: files(service, "a.csv"), dataset: "new" }),
    before: kept,
    after: { ...kept, new: 60 },
  },
  "import over another": {
    run: (service) =>
      service.callByName("dataset.import", { files: files(service, "b.csv"), dataset: "d", replace: true }),
    before: kept,
    after: { d: 80 },
  },
  append: {
    run: (service) => service.callByName("dataset.append", append(service)),
    before: kept,
    after: { d: 140 },
  },
  optimize: { run: call("dataset.optimize", { dataset: "d", compression: "zstd" }), ...same },
  rollback: { run: call("dataset.rollback", { dataset: "d" }), ...same },
  rename: { run: call("dataset.rename", { dataset: "d", to: "e" }), before: kept, after: { e: 60 } },
  duplicate: {
    run: call("dataset.duplicate", { dataset: "d", to: "e" }),
    before: kept,
    after: { ...kept, e: 60 },
  },
  delete: { run: call("dataset.delete", { dataset: "d" }), before: kept, after: {} },
  restore: {
    run: call("dataset.restore", { id: "gone" }),
    before: kept,
    after: { ...kept, gone: 60 },
  },
  "empty the trash": { run: call("dataset.emptyTrash", {}), ...same },
  "save a portfolio": { run: call("portfolio.save", { portfolio }), ...same },
  "change settings": { run: call("settings.set", { changes: { "jobs.concurrency": "2" } }), ...same },
  search: { run: searchToItsEnd, ...same },
  "queue a job": {
    run: (service) =>
      service.callByName("job.submit", { method: "dataset.append", request: append(service) }),
    resume: work,
    before: kept,
    after: { d: 140 },
  },
  "work on a job": {
    begin: (service) =>
      service.callByName("job.submit", { method: "dataset.append", request: append(service) }),
    run: work,
    resume: work,
    before: kept,
    after: { d: 140 },
    waitsForRoom: true,
  },
};

/** Makes a data root with what the operations need, and the files beside it. */
export async function prepare(home: string): Promise<void> {
  const service = serviceOn(home);
  const [a = "", b = ""] = files(service, "a.csv", "b.csv");
  await service.callByName("sample.write", { file: a, strategies: 40, observations: 60, seed: 1 });
  await service.callByName("sample.write", { file: b, strategies: 40, observations: 80, seed: 1 });
  for (const dataset of ["d", "gone"]) await service.callByName("dataset.import", { files: [a], dataset });
  await service.callByName("dataset.optimize", { dataset: "d", compression: "gzip" });
  await service.callByName("dataset.delete", { dataset: "gone" });
}
