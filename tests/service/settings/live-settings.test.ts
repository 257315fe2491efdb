import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Problem, type ProblemReport } from "../../../electron/contract/problem.ts";
import {
  changeSettings,
  loadSettings,
  type SettingSources,
} from "../../../electron/service/settings/live-settings.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-settings-"));
  file = join(folder, "settings.ini");
});
afterEach(() => rmSync(folder, { recursive: true }));

function problemOf(sources: SettingSources): ProblemReport {
  try {
    loadSettings(sources);
  } catch (error) {
    if (error instanceof Problem) return error.report;
    throw error;
  }
  throw new Error("no problem was thrown");
}

describe("loadSettings", () => {
  it("takes the command line over the file and the file over the default", () => {
    writeFileSync(
      file,
      "\uFEFF# mine\r\n[Search]\r\nSEED = 12\r\nmin_size: 20\r\n\r\n[storage]\ncompression = ZSTD\n",
    );
    const settings = loadSettings({ file, overrides: ["search.seed=1", "search.seed = 99"] });
    expect(settings.get("search.seed")).toBe(99);
    expect(settings.origin("search.seed")).toEqual({ kind: "command-line", argument: "search.seed = 99" });
    expect(settings.get("search.min_size")).toBe(20);
    expect(settings.origin("search.min_size")).toEqual({ kind: "file", file, line: 4 });
    expect(settings.get("storage.compression")).toBe("zstd");
    expect(settings.get("search.metric")).toBe("ratio");
    expect(settings.origin("search.metric")).toEqual({ kind: "default" });
  });

  it("takes each layer over those before it, and keeps what every one of them says", () => {
    const shipped = join(folder, "shipped.ini");
    const project = join(folder, "tessera.ini");
    writeFileSync(shipped, "[kelly]\nmultiplier = 0.5\ncap = 0.25\n[regimes]\nmin_confidence = 60\n");
    writeFileSync(file, "[kelly]\nmultiplier = 0.3\n[parameters]\nga = population=40, mutation_rate=0.2\n");
    writeFileSync(project, "[kelly]\nmultiplier = 0.2\n[zones]\nweights = Zone 1=2, Zone 2 = 1\n");
    const settings = loadSettings({ shipped, file, project, overrides: ["kelly.multiplier=0.1"] });
    expect(settings.layers("kelly.multiplier")).toEqual([
      { value: 0.25, origin: { kind: "default" } },
      { value: 0.5, origin: { kind: "shipped", file: shipped, line: 2 } },
      { value: 0.3, origin: { kind: "file", file, line: 2 } },
      { value: 0.2, origin: { kind: "project", file: project, line: 2 } },
      { value: 0.1, origin: { kind: "command-line", argument: "kelly.multiplier=0.1" } },
    ]);
    expect(settings.get("kelly.multiplier")).toBe(0.1);
    // Repeating the default is not deciding.
    expect(settings.origin("kelly.cap")).toEqual({ kind: "default" });
    expect(settings.get("regimes.min_confidence")).toBe(60);
    expect(settings.get("parameters.ga")).toEqual({ population: 40, mutation_rate: 0.2 });
    expect(settings.get("zones.weights")).toEqual({ "Zone 1": 2, "Zone 2": 1 });
  });

  it("lets a folder of work name no folder to watch", () => {
    const project = join(folder, "tessera.ini");
    writeFileSync(project, "[jobs]\nwatch_folder = /tmp/x\n");
    expect(problemOf({ project })).toMatchObject({ file: project, line: 2, code: "bad-setting" });
  });

  it("names file, line and the nearest key for an unknown key", () => {
    writeFileSync(file, "[search]\n\nsead = 3\n");
    expect(problemOf({ file })).toEqual({
      code: "bad-setting",
      message: "There is no setting search.sead.",
      remedy: "Did you mean search.seed?",
      file,
      line: 3,
    });
  });

  it("finds a key that stands in the wrong section, and a misspelt section", () => {
    writeFileSync(file, "[engine]\ncompression = zstd\n");
    expect(problemOf({ file }).remedy).toBe("Did you mean storage.compression?");
    writeFileSync(file, "[stroage]\ncompression = zstd\n");
    expect(problemOf({ file })).toMatchObject({ line: 2, remedy: "Did you mean [storage]?" });
  });

  it.each([
    ["search.seed=ten", "it must be a whole number from 0 to"],
    ["search.min_size=1.5", "it must be a whole number from 1 to 10000 (strategies)"],
    ["correlation.threshold=1.01", "it must be a number from 0 to 1."],
    ["analysis.ulta=maybe", "it must be true or false."],
    ["search.metric=sharpe", "it must be one of ratio, roi,"],
    ["search.algorithms=sa,xx", "it must be a comma-separated list of ga, pso,"],
    ["search.algorithms=sa,sa", "each at most once"],
    ["zones.weights=A", "it must be a comma-separated list of name=number"],
    ["zones.weights=A=1,A=2", "it must be a comma-separated list of name=number"],
    ["zones.weights=A=-1", "each number from 0 to"],
    ["search.algorithms=", "it must be a comma-separated list of ga, pso,"],
    ["import.date_format=whenever", "it must be auto, or a pattern of"],
  ])("refuses %s and says what is allowed", (argument, text) => {
    expect(problemOf({ overrides: [argument] })).toMatchObject({
      code: "bad-setting",
      message: expect.stringContaining(text),
    });
  });

  it.each([
    ["key before a section", "seed = 1\n", 1, "before the first [section]"],
    ["no equals sign", "[search]\nseed 1\n", 2, "neither a [section] nor key = value"],
    ["a key twice", "[search]\nseed = 1\n# x\nseed = 2\n", 4, "already set in line 2"],
  ])("refuses %s with its line", (_name, text, line, message) => {
    writeFileSync(file, text);
    expect(problemOf({ file })).toMatchObject({ line, file, message: expect.stringContaining(message) });
  });

  it("needs no file, unless it was asked for by name", () => {
    expect(loadSettings({ file }).get("search.seed")).toBe(1);
    expect(problemOf({ file, required: true })).toMatchObject({ code: "not-found", file });
    expect(problemOf({ file: folder })).toMatchObject({ code: "unreadable", file: folder });
  });

  it("refuses an override that is no assignment", () => {
    expect(problemOf({ overrides: ["seed=1"] }).remedy).toContain("--set section.key=value");
  });
});

describe("changeSettings", () => {
  it("never sets what is run as a program", () => {
    expect(() => changeSettings(file, { "alerts.command": "true" })).toThrow("run as a program");
    writeFileSync(file, "[alerts]\ncommand = notify-send x\n");
    expect(loadSettings({ file }).get("alerts.command")).toBe("notify-send x");
    expect(problemOf({ project: file })).toMatchObject({ file, line: 2 });
  });

  it("writes nothing that the next start would read otherwise", () => {
    changeSettings(file, { "jobs.watch_folder": "w" });
    const before = readFileSync(file, "utf8");
    for (const value of ["w\nwatch_folder = /etc", "w\r[search]\rseed = 9", "a\n[jobs"])
      expect(() => changeSettings(file, { "jobs.watch_folder": value })).toThrow(Problem);
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(loadSettings({ file }).get("jobs.watch_folder")).toBe("w");
    expect(changeSettings(file, { "jobs.watch_folder": " v = 2 # 3 " })).toEqual({
      "jobs.watch_folder": "w",
    });
    expect(loadSettings({ file }).get("jobs.watch_folder")).toBe("v = 2 # 3");
  });
});
