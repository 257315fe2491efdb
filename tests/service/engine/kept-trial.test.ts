import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { KeptTrials } from "../../../electron/service/engine/kept-trial.ts";

let home = "";
let library = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-trials-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  library = join(home, "libtessera_backend_cuda.so");
  writeFileSync(library, "code");
});

describe("a trial that is kept", () => {
  it("is taken once, and is there again when its library has worked", () => {
    const trials = new KeptTrials(home);
    expect(trials.take(library)).toBe(false);
    trials.put(library);
    expect(new KeptTrials(home).isKept(library)).toBe(true);
    expect(trials.take(library)).toBe(true);
    // Whoever took it may have died of it.
    expect(new KeptTrials(home).take(library)).toBe(false);
    trials.put(library);
    expect(trials.take(library)).toBe(true);
  });

  it.each<[string, () => void]>([
    ["another build of the library", () => writeFileSync(library, "other code")],
    ["a library made anew", () => utimesSync(library, 1, 1)],
    ["other devices", () => vi.stubEnv("CUDA_VISIBLE_DEVICES", "1")],
    ["no library", () => rmSync(library)],
    ["a damaged file", () => writeFileSync(join(home, "engine", "libtessera_backend_cuda.so.json"), "{")],
    ["a machine that was started again", () => bootedLater(3600)],
  ])("says nothing of %s", (_, change) => {
    onTestFinished(() => void vi.unstubAllEnvs());
    const trials = new KeptTrials(home);
    trials.put(library);
    change();
    expect(trials.isKept(library)).toBe(false);
    expect(trials.take(library)).toBe(false);
  });

  it("counts for the same start of the machine, whatever the clock's last seconds", () => {
    const trials = new KeptTrials(home);
    trials.put(library);
    bootedLater(20);
    expect(trials.isKept(library)).toBe(true);
  });

  it("is not there where nothing can be written, and nothing fails", () => {
    const file = join(home, "file");
    writeFileSync(file, "");
    const trials = new KeptTrials(join(file, "below"));
    trials.put(library);
    expect(trials.take(library)).toBe(false);
    mkdirSync(join(home, "engine"), { recursive: true });
    expect(readdirSync(join(home, "engine"))).toEqual([]);
  });
});

/** The record says that the machine was started so many seconds earlier than it says now. */
function bootedLater(seconds: number): void {
  const file = join(home, "engine", "libtessera_backend_cuda.so.json");
  const kept = JSON.parse(readFileSync(file, "utf8")) as { bootedAt: number };
  writeFileSync(file, JSON.stringify({ ...kept, bootedAt: kept.bootedAt - seconds * 1000 }));
}
