import fs from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPathGuard } from "../../electron/hosts/path-guard.ts";
import { createService } from "../../electron/service/create-service.ts";
import { registrations } from "../../electron/service/registrations.ts";
import type { Service } from "../../electron/service/service.ts";
import { liveSettings } from "../../electron/service/settings/live-settings.ts";
import { allCases } from "../support/cases.ts";
import { sampleRequest } from "./support/sample-request.ts";
import { stringsOf } from "./support/strings-of.ts";

const SECRET = "SECRET-CELL-7351";
let folder = "";
let outside = "";
let service: Service;
/** What was opened outside the data root. */
const opened: string[] = [];
const restore: (() => void)[] = [];

/** Puts a recorder before every function of node:fs that opens, lists, makes or changes what its first argument names. */
function recordOpens(): void {
  const record = (path: unknown): void => {
    const text = typeof path === "string" ? resolve(path) : "";
    if (text.startsWith(outside)) opened.push(text);
  };
  const names = [
    "open",
    "readFile",
    "readdir",
    "writeFile",
    "copyFile",
    "link",
    "rename",
    "rm",
    "mkdir",
    "opendir",
  ];
  const replace = (owner: Record<string, unknown>, name: string): void => {
    const before = owner[name] as ((...args: unknown[]) => unknown) | undefined;
    if (typeof before !== "function") return;
    owner[name] = (...args: unknown[]) => {
      record(args[0]);
      return before(...args);
    };
    restore.push(() => {
      owner[name] = before;
    });
  };
  for (const name of names) {
    replace(fs.promises as unknown as Record<string, unknown>, name);
    replace(fs as unknown as Record<string, unknown>, name);
    replace(fs as unknown as Record<string, unknown>, `${name}Sync`);
  }
  for (const name of ["createReadStream", "createWriteStream", "openAsBlob"])
    replace(fs as unknown as Record<string, unknown>, name);
  syncBuiltinESMExports();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tessera-hostile-"));
  const home = join(folder, "home");
  outside = join(folder, "outside");
  for (const path of [join(home, "results"), join(outside, "datasets")])
    await mkdir(path, { recursive: true });
  const table = `Date,A,B,C\n${Array.from({ length: 12 }, (_, day) => `2024-01-${10 + day},${day},${3 - day},${day % 3}`).join("\n")}\n`;
  await writeFile(join(home, "a.csv"), table);
  await writeFile(join(outside, "secret.csv"), table.replace("A,", `${SECRET},`));
  await writeFile(join(outside, "secret.json"), JSON.stringify({ name: SECRET, include: [SECRET] }));
  const settings = (home: string) =>
    liveSettings({ file: join(home, "settings.ini"), overrides: ["export.charts=false"] });
  service = createService({ home, settings: settings(home) });
  await service.callByName("dataset.import", { files: [join(home, "a.csv")], dataset: "data" });
  // Another data root, with a dataset of its own, and links to it.
  const other = createService({ home: outside, settings: settings(outside) });
  await other.callByName("dataset.import", { files: [join(outside, "secret.csv")], dataset: "secret" });
  await symlink(join(outside, "datasets", "secret"), join(home, "datasets", "linked"));
  await symlink(join(outside, "secret.csv"), join(home, "linked.csv"));
  recordOpens();
}, 60_000);

afterAll(async () => {
  for (const undo of restore) undo();
  syncBuiltinESMExports();
  await rm(folder, { recursive: true, force: true });
});

/** Ways out of the data root, of every kind for what the contract calls a place; of others all but the link to a file. */
const hostile = (isPlace: boolean): string[] =>
  [
    "../../outside/datasets/secret",
    "linked",
    join(outside, "secret.csv"),
    "../outside/secret.json",
    "linked.csv",
  ].slice(0, isPlace ? 5 : 4);

test("no string of any request opens a file outside the data root", { timeout: 300_000 }, async () => {
  const home = service.context.home;
  const guard = createPathGuard({ home, requestOf: service.requestOf });
  const usual = {
    dataset: "data",
    input: join(home, "a.csv"),
    output: join(home, "results", "x"),
    watched: "",
    text: "A",
  };
  // The recorder sees what product code opens.
  await fs.promises.readFile(join(outside, "secret.json"));
  expect(opened.splice(0)).toEqual([join(outside, "secret.json")]);
  const before = (await readdir(outside)).sort();
  opened.length = 0;
  let calls = 0;
  let refusals = 0;
  const leaks: string[] = [];
  // What lies deeper is part of several requests, which one code reads: those behind the first have one way in turn.
  const known = new Map<string, number>();
  const waysOf = (path: readonly string[], isPlace: boolean): string[] => {
    const key = path.join(".");
    const before = known.get(key) ?? 0;
    known.set(key, before + 1);
    const ways = hostile(isPlace);
    return allCases || path.length === 1 || before === 0 ? ways : [ways[before % ways.length] as string];
  };
  for (const { method } of registrations) {
    // What it does is the queue's work, which the other calls are.
    if (method.name === "job.work") continue;
    for (const { path, isPlace } of stringsOf(method.request)) {
      for (const text of waysOf(path, isPlace)) {
        const request = sampleRequest(method.request, (place) => usual[place], path, text);
        calls++;
        const answer = await guard(method.name, request)
          .then((checked) => service.callByName(method.name, checked, { signal: AbortSignal.timeout(1000) }))
          .catch((error: unknown) => {
            refusals++;
            return error;
          });
        const said = `${answer instanceof Error ? answer.message : ""} ${JSON.stringify(answer)}`;
        if (said.includes(SECRET)) leaks.push(`${method.name} ${path.join(".")} = ${text}: told`);
        if (opened.length > 0)
          leaks.push(`${method.name} ${path.join(".")} = ${text}: opened ${opened.splice(0)}`);
        // What the call changed must not spare the next ones.
        if (method.name === "dataset.delete" || method.name === "dataset.rename")
          await service
            .callByName("dataset.import", { files: [usual.input], dataset: "data", replace: true })
            .catch(() => undefined);
      }
    }
  }
  expect(leaks).toEqual([]);
  expect(calls).toBeGreaterThan(1000);
  // Names of strategies and the like are not refused for what they look like.
  expect(refusals).toBeLessThan(calls);
  expect((await readdir(outside)).sort()).toEqual(before);
});
