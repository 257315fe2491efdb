import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createPathGuard, pathKeys } from "../../../electron/hosts/browser/paths.ts";
import { registrations } from "../../../electron/service/registrations.ts";
import { settingsTable } from "../../../electron/service/settings/table.ts";

let folder = "";
const home = () => join(folder, "home");
const guard = (request: unknown) => createPathGuard(home(), join(home(), "staging"))("any.method", request);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tessera-guard-"));
  await mkdir(join(home(), "staging", "abc"), { recursive: true });
  await mkdir(join(home(), "watch"));
  await writeFile(join(home(), "staging", "abc", "a.csv"), "a\n1\n");
  await writeFile(join(folder, "secret.txt"), "outside");
  await symlink(join(folder, "secret.txt"), join(home(), "link.csv"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Names of everything in a schema that can be a string, with where it stands. */
function stringKeys(schema: unknown, key = "", found = new Set<string>()): Set<string> {
  const node = schema as {
    type?: string;
    enum?: unknown[];
    properties?: Record<string, unknown>;
    items?: unknown;
    anyOf?: unknown[];
    oneOf?: unknown[];
    allOf?: unknown[];
    additionalProperties?: unknown;
  };
  if (node.type === "string" && !node.enum) found.add(key);
  for (const part of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])])
    stringKeys(part, key, found);
  if (node.items) stringKeys(node.items, key, found);
  for (const [name, part] of Object.entries(node.properties ?? {})) stringKeys(part, name, found);
  return found;
}

describe("the list of names", () => {
  test("has every part of a request that can be a path", () => {
    const names = new Set<string>();
    for (const { method } of registrations)
      stringKeys(z.toJSONSchema(method.request, { unrepresentable: "any", io: "input" }), "", names);
    expect(names.has("dataset")).toBe(true);
    const paths = [...names].filter((name) =>
      /path|file|folder|dir|report$|^out$|output|checkpoint|target|source/i.test(name),
    );
    expect(paths.filter((name) => !pathKeys.has(name))).toEqual([]);
  });

  test("has every setting that is a path", () => {
    const keys = Object.entries(settingsTable).flatMap(([section, settings]) =>
      Object.keys(settings).map((key) => `${section}.${key}`),
    );
    const paths = keys.filter((key) => /[._](path|file|folder|dir)s?(_|$)/.test(key));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((key) => !pathKeys.has(key))).toEqual([]);
  });
});

describe("a request is refused", () => {
  test.each([
    { file: "/etc/passwd" },
    { files: ["staging/abc/a.csv", "../secret.txt"] },
    { file: "link.csv" },
    { path: "staging/../../secret.txt" },
    { out: "/tmp/elsewhere" },
    { report: "/tmp/report.md" },
    { checkpoint: "../state.json" },
    { mapping: "../mapping.json" },
    { method: "dataset.import", request: { files: ["/etc/passwd"] } },
    { changes: { "jobs.watch_folder": "/etc" } },
    { changes: { "jobs.watch_folder": "staging" } },
    { changes: { "jobs.watch_folder": "staging/abc" } },
    { changes: { "jobs.watch_folder": "watch/../staging/abc" } },
  ])("that names %j", async (request) => {
    await expect(guard(request)).rejects.toMatchObject({ report: { code: "bad-request" } });
  });
});

describe("a request goes through", () => {
  test("with the real path of what lies below the data root", async () => {
    const real = await guard({ files: ["staging/abc/a.csv"], mapping: "legacy" });
    expect(real).toEqual({ files: [join(home(), "staging", "abc", "a.csv")], mapping: "legacy" });
    const watched = { changes: { "jobs.watch_folder": "watch", "jobs.watch_search": "true" } };
    expect(await guard(watched)).toEqual({
      changes: { "jobs.watch_folder": join(home(), "watch"), "jobs.watch_search": "true" },
    });
    expect(await guard({ changes: { "jobs.watch_folder": "" } })).toEqual({
      changes: { "jobs.watch_folder": "" },
    });
  });

  test("with columns that are called like a path", async () => {
    const request = { force: { file: "ignore", path: "date" }, rename: { out: "in" } };
    expect(await guard(request)).toEqual(request);
  });
});
