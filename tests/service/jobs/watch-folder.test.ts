import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Submission } from "../../../electron/service/jobs/record.ts";
import { newJob } from "../../../electron/service/jobs/record.ts";
import { createFolderWatch } from "../../../electron/service/jobs/watch-folder.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";

let home = "";
let folder = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-watch-"));
  folder = join(home, "drop");
  mkdirSync(folder);
});
afterEach(() => rmSync(home, { recursive: true }));

function watch(...overrides: string[]) {
  const submitted: Submission[] = [];
  const settings = loadSettings({
    overrides: [
      `jobs.watch_folder=${folder}`,
      "jobs.watch_quiet_s=0",
      "jobs.watch_unfinished_s=0",
      ...overrides,
    ],
  });
  const submit = async (job: Submission) => {
    submitted.push(job);
    return newJob({ ...job, title: "", source: "watch-folder", maxAttempts: 1, after: job.after ?? null });
  };
  const said: string[] = [];
  const refused = async (_title: string, _request: unknown, error: unknown) => {
    said.push(error instanceof Error ? error.message : String(error));
  };
  return { submitted, said, look: createFolderWatch({ home, settings, submit, refused }) };
}
const methods = (submitted: readonly Submission[]) => submitted.map(({ method }) => method);

describe("the watch folder", () => {
  it("takes a file when it has stopped growing, once, and again when it has changed", async () => {
    const file = join(folder, "Week 31 (final).csv");
    writeFileSync(file, "Date,A\n");
    const { submitted, look } = watch();
    await look();
    appendFileSync(file, "2024-01-01,1\n");
    await look();
    expect(submitted).toEqual([]);
    await look();
    await look();
    expect(submitted).toMatchObject([
      {
        method: "dataset.import",
        source: "watch-folder",
        request: { files: [file], dataset: "Week_31_final_", replace: true },
      },
    ]);
    // Another program run remembers it.
    const later = watch();
    await later.look();
    await later.look();
    expect(later.submitted).toEqual([]);
    appendFileSync(file, "2024-01-02,1\n");
    await later.look();
    await later.look();
    expect(methods(later.submitted)).toEqual(["dataset.import"]);
  });

  it("searches after the import when the settings or the file name ask for it", async () => {
    writeFileSync(join(folder, "a_ps50.csv"), "x");
    const byName = watch();
    await byName.look();
    await byName.look();
    expect(methods(byName.submitted)).toEqual(["dataset.import", "search.run"]);
    expect(byName.submitted[1]).toMatchObject({
      after: expect.any(String),
      request: { dataset: "a_ps50", minSize: 50, maxSize: 50, out: join(home, "results", "a_ps50") },
    });
    writeFileSync(join(folder, "b.csv"), "x");
    const bySetting = watch("jobs.watch_search=true");
    await bySetting.look();
    await bySetting.look();
    expect(bySetting.submitted[1]?.request).toEqual({ dataset: "b", out: join(home, "results", "b") });
  });

  it("understands a job file of the replaced system, and leaves other JSON alone", async () => {
    const job = {
      job_id: "opt_1",
      input_file: "input/big.csv",
      portfolio_size: 35,
      job_type: "complete_optimization",
    };
    writeFileSync(join(folder, "job.json"), JSON.stringify(job));
    writeFileSync(join(folder, "other.json"), '{"name": "x"}');
    writeFileSync(join(folder, "cut.json"), '{"input_file": ');
    const { submitted, look } = watch();
    await look();
    await look();
    expect(submitted.map(({ request }) => request)).toEqual([
      { files: [join(folder, "input", "big.csv")], dataset: "big", replace: true },
      { dataset: "big", minSize: 35, maxSize: 35, out: join(home, "results", "opt_1") },
    ]);
  });

  it("does nothing without a folder, or while the folder is not there", async () => {
    const none = watch("jobs.watch_folder=");
    await none.look();
    rmSync(folder, { recursive: true });
    const gone = watch();
    await gone.look();
    expect([none.submitted, gone.submitted]).toEqual([[], []]);
  });

  it("takes no file that a link or a job file names elsewhere, says so once, and goes on", async () => {
    const secret = join(home, "secret.csv");
    writeFileSync(secret, "Date,A\n2024-01-01,1\n");
    symlinkSync(secret, join(folder, "a.csv"));
    writeFileSync(join(folder, "b.json"), JSON.stringify({ input_file: "../secret.csv", portfolio_size: 5 }));
    writeFileSync(join(folder, "c.json"), JSON.stringify({ input_file: secret, portfolio_size: 5 }));
    writeFileSync(join(folder, "d.csv"), "Date,A\n2024-01-01,1\n");
    const { submitted, said, look } = watch();
    for (let turn = 0; turn < 4; turn++) await look();
    expect(submitted.map(({ request }) => request)).toMatchObject([{ files: [join(folder, "d.csv")] }]);
    expect(said).toEqual([
      "a.csv is a link to a file that does not lie beside it.",
      expect.stringContaining("b.json names"),
      expect.stringContaining("c.json names"),
    ]);
  });

  it("does not watch what the product keeps", async () => {
    folder = join(home, "datasets", "a", "v000001", "source");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.csv"), "Date,A\n2024-01-01,1\n");
    const { submitted, said, look } = watch();
    for (let turn = 0; turn < 3; turn++) await look();
    expect(submitted).toEqual([]);
    expect(said).toEqual([`${folder} is the product's own.`]);
  });

  it("sets a garbled memory aside, says it, and goes on", async () => {
    mkdirSync(join(home, "jobs"));
    writeFileSync(join(home, "jobs", "watched.json"), "{garbled");
    writeFileSync(join(folder, "a.csv"), "Date,A\n2024-01-01,1\n");
    const { submitted, said, look } = watch();
    for (let turn = 0; turn < 3; turn++) await look();
    expect(methods(submitted)).toEqual(["dataset.import"]);
    expect(said).toEqual([expect.stringContaining("watched.json, which files were queued, is damaged")]);
  });
});
