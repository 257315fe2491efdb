import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { diagnosticsText } from "../../electron/main/diagnostics.ts";
import { openLogs } from "../../electron/main/logs.ts";
import { filesIn, openRecentFiles } from "../../electron/main/opened-files.ts";

const folder = mkdtempSync(join(tmpdir(), "tessera-desktop-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("logs rotate: five files, none over a megabyte, the newest lines in the first", () => {
  const logs = openLogs(join(folder, "logs"));
  const line = "x".repeat(990);
  for (let count = 0; count < 60; count++) logs.write("service", `${line}\n`.repeat(100));
  logs.write("desktop", "the last");
  const names = readdirSync(logs.folder).toSorted();
  expect(names).toHaveLength(5);
  for (const name of names) expect(statSync(join(logs.folder, name)).size).toBeLessThanOrEqual(1_000_000);
  expect(logs.tail(100)).toContain("desktop: the last");
});

test("a log that cannot be written stops nothing", () => {
  expect(() => openLogs(join(import.meta.filename, "none")).write("service", "text")).not.toThrow();
  expect(openLogs(join(import.meta.filename, "none")).tail(10)).toBe("");
});

test("diagnostics hold neither figures of a table nor the user's folder", () => {
  const log = `cell 12 of row 3 is -1234.5678, ROI 0.25; read ${homedir()}/secret/x.csv, version 1.2.3`;
  const text = diagnosticsText({ version: "0.1.0", home: join(homedir(), "data"), log });
  expect(text).not.toContain("1234.5678");
  expect(text).not.toContain("0.25");
  expect(text).not.toContain(homedir());
  expect(text).toContain("version 1.2.3");
  expect(text).toContain("Tessera 0.1.0");
});

test("recent files are kept, newest first, ten of them, and nonsense is none", () => {
  const file = join(folder, "recent.json");
  const recent = openRecentFiles(file);
  for (let count = 0; count < 12; count++) recent.add([join(folder, `${count}.csv`)]);
  recent.add([join(folder, "5.csv")]);
  expect(openRecentFiles(file).list()).toEqual(
    [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((count) => join(folder, `${count}.csv`)),
  );
  recent.clear();
  expect(openRecentFiles(file).list()).toEqual([]);
  expect(openRecentFiles(join(folder, "none", "recent.json")).list()).toEqual([]);
});

test("files among arguments: those that are there, of a kind that is read, relative to where they were given", () => {
  const here = import.meta.dirname;
  expect(filesIn(["--flag", "logs.test.ts", "none.csv", "."], here)).toEqual([]);
  const cases = join(here, "..", "golden");
  const csv = readdirSync(cases, { recursive: true })
    .map(String)
    .find((name) => name.endsWith(".csv"));
  expect(filesIn([csv ?? ""], cases)).toEqual([join(cases, csv ?? "")]);
});
