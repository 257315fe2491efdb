import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createPathGuard } from "../../electron/hosts/path-guard.ts";
import { checkPlaces } from "../../electron/service/disk/own-places.ts";
import { registrations } from "../../electron/service/registrations.ts";
import { settingsTable } from "../../electron/service/settings/table.ts";
import { stringsOf } from "./support/strings-of.ts";

let folder = "";
const home = () => join(folder, "home");
const requestOf = (name: string): z.ZodType =>
  registrations.find(({ method }) => method.name === name)?.method.request ?? z.never();
const guard = (method: string, request: unknown) =>
  createPathGuard({ home: home(), requestOf, staging: join(home(), "staging") })(method, request);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tessera-guard-"));
  await mkdir(join(home(), "staging", "abc"), { recursive: true });
  await mkdir(join(home(), "watch"));
  await writeFile(join(home(), "staging", "abc", "a.csv"), "a\n1\n");
  await writeFile(join(folder, "secret.txt"), "outside");
  await symlink(join(folder, "secret.txt"), join(home(), "link.csv"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const refused = { report: { code: "bad-request" } };

describe("what leads to a place is marked", () => {
  test("in every field that is called like one", () => {
    const fields = registrations.flatMap(({ method }) =>
      stringsOf(method.request).map(({ path, isPlace }) => ({
        method: method.name,
        path: path.join("."),
        isPlace,
      })),
    );
    expect(fields.filter(({ isPlace }) => isPlace).length).toBeGreaterThan(60);
    const isCalledLikeOne =
      /(^|\.)(\w*path|files?|\w*folder|dir|report|out|checkpoint|dataset|other|as)(\.\d)?$/i;
    const bare = fields.filter(({ path, isPlace }) => !isPlace && isCalledLikeOne.test(path));
    // The name of a file whose text is in the request.
    expect(bare).toEqual([{ method: "search.read-config", path: "file", isPlace: false }]);
    const to = fields.filter(
      ({ method, path }) => /^dataset\.(rename|duplicate)$/.test(method) && path === "to",
    );
    expect(to.map(({ isPlace }) => isPlace)).toEqual([true, true]);
  });

  test("and in every setting that is a path", () => {
    const keys = Object.entries(settingsTable).flatMap(([section, settings]) =>
      Object.keys(settings).map((key) => `${section}.${key}`),
    );
    const paths = keys.filter((key) => /[._](path|file|folder|dir)s?(_|$)/.test(key));
    expect(paths).toEqual(["jobs.watch_folder"]);
  });
});

describe("a request is refused", () => {
  test.each([
    ["file.inspect", { file: "/etc/passwd" }],
    ["dataset.import", { files: ["staging/abc/a.csv", "../secret.txt"], dataset: "a" }],
    ["file.inspect", { file: "link.csv" }],
    ["validate.legacy", { dataset: "a", path: "staging/../../secret.txt" }],
    ["search.run", { dataset: "a", out: "/tmp/elsewhere" }],
    ["dataset.migrate", { dataset: "a", files: ["staging/abc/a.csv"], report: "/tmp/report.md" }],
    ["search.run", { dataset: "a", checkpoint: "../state.json" }],
    ["file.inspect", { file: "staging/abc/a.csv", mapping: "../mapping.json" }],
    ["mapping.save", { base: "/etc/package.json", mapping: { name: "a" } }],
    ["job.submit", { method: "dataset.import", request: { files: ["/etc/passwd"], dataset: "a" } }],
    [
      "job.submit",
      { method: "job.submit", request: { method: "file.inspect", request: { file: "/etc/passwd" } } },
    ],
    ["settings.set", { changes: { "jobs.watch_folder": "/etc" } }],
    ["settings.set", { changes: { "jobs.watch_folder": "staging" } }],
    ["settings.set", { changes: { "jobs.watch_folder": "staging/abc" } }],
    ["settings.set", { changes: { "jobs.watch_folder": "watch/../staging/abc" } }],
  ])("%s that names %j", async (method, request) => {
    await expect(guard(method, request)).rejects.toMatchObject(refused);
  });
});

describe("a request goes through", () => {
  test("with the real path of what lies below the data root", async () => {
    const real = await guard("dataset.import", { files: ["staging/abc/a.csv"], mapping: "legacy" });
    expect(real).toEqual({ files: [join(home(), "staging", "abc", "a.csv")], mapping: "legacy" });
    const watched = { changes: { "jobs.watch_folder": "watch", "jobs.watch_search": "true" } };
    expect(await guard("settings.set", watched)).toEqual({
      changes: { "jobs.watch_folder": join(home(), "watch"), "jobs.watch_search": "true" },
    });
    expect(await guard("settings.set", { changes: { "jobs.watch_folder": "" } })).toEqual({
      changes: { "jobs.watch_folder": "" },
    });
  });

  test("with columns that are called like a path", async () => {
    const request = {
      file: "staging/abc/a.csv",
      force: { file: "ignore", path: "date" },
      rename: { out: "in" },
    };
    expect(await guard("file.inspect", request)).toEqual({
      ...request,
      file: join(home(), "staging", "abc", "a.csv"),
    });
  });

  test("with a file that the user chose, and with what lies in a folder that was chosen, read only", async () => {
    const chosen = join(folder, "secret.txt");
    const isChosen = async (path: string) => path === chosen;
    const desktop = createPathGuard({ home: home(), requestOf, isChosen });
    expect(await desktop("file.inspect", { file: chosen })).toEqual({ file: chosen });
    await expect(desktop("file.inspect", { file: "/etc/passwd" })).rejects.toMatchObject(refused);
    await expect(desktop("search.run", { dataset: "a", out: chosen })).rejects.toMatchObject(refused);
  });
});

test("nobody writes into the store, or watches it", async () => {
  const schema = requestOf("search.run");
  for (const out of [
    "datasets/a/v000001",
    "jobs/queue",
    "settings.ini",
    "Datasets/a",
    "results/../mappings/x.json",
  ])
    await expect(checkPlaces(home(), schema, { out: join(home(), out) })).rejects.toMatchObject(refused);
  await checkPlaces(home(), schema, {
    out: join(home(), "results", "a"),
    checkpoint: join(folder, "b.json"),
  });
  const watched = { changes: { "jobs.watch_folder": join(home(), "staging") } };
  await expect(checkPlaces(home(), requestOf("settings.set"), watched)).rejects.toMatchObject(refused);
});
