import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface Place {
  readonly generator: string;
  readonly source: string;
  readonly folder: string;
}
// A build script is JavaScript; this is its type.
const script: string = join(import.meta.dirname, "..", "..", "build", "native", "configure.mjs");
const { isCacheOf } = (await import(script)) as { isCacheOf(text: string, place: Place): boolean };

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "tessera-configure-"));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A checkout with a build folder, as isCacheOf is asked about it. */
const placeIn = (checkout: string): Place => ({
  generator: "Ninja",
  source: join(root, checkout, "native"),
  folder: join(root, checkout, ".native", "build"),
});
/** What CMake writes of it. */
const cacheOf = ({ generator, source, folder }: Place) =>
  [
    "# This is the CMakeCache file.",
    `CMAKE_CACHEFILE_DIR:INTERNAL=${folder}`,
    `CMAKE_GENERATOR:INTERNAL=${generator}`,
    "CMAKE_GENERATOR_PLATFORM:INTERNAL=",
    `CMAKE_HOME_DIRECTORY:INTERNAL=${source}`,
    "",
  ].join("\n");

describe("a CMake cache", () => {
  it("is of its own checkout, also through a link, and of no copied or moved one", () => {
    const first = placeIn("first");
    for (const folder of [first.source, first.folder]) mkdirSync(folder, { recursive: true });
    const cache = cacheOf(first);
    expect(isCacheOf(cache, first)).toBe(true);
    symlinkSync(join(root, "first"), join(root, "link"));
    expect(isCacheOf(cache, placeIn("link"))).toBe(true);
    cpSync(join(root, "first"), join(root, "copy"), { recursive: true });
    expect(isCacheOf(cache, placeIn("copy"))).toBe(false);
    renameSync(join(root, "first"), join(root, "moved"));
    expect(isCacheOf(cache, placeIn("moved"))).toBe(false);
  });

  it("is of its own generator, and whole", () => {
    const place = placeIn("copy");
    expect(isCacheOf(cacheOf(place), place)).toBe(true);
    expect(isCacheOf(cacheOf(place), { ...place, generator: "Unix Makefiles" })).toBe(false);
    expect(isCacheOf("", place)).toBe(false);
  });

  it("that CMake wrote has these entries", ({ skip }) => {
    const built = join(import.meta.dirname, "..", "..", ".native", "build", "CMakeCache.txt");
    let text = "";
    try {
      text = readFileSync(built, "utf8");
    } catch {
      skip("skipped: nothing was built here");
    }
    for (const name of ["CMAKE_GENERATOR", "CMAKE_HOME_DIRECTORY", "CMAKE_CACHEFILE_DIR"])
      expect(text).toMatch(new RegExp(`^${name}:INTERNAL=.+$`, "m"));
  });
});
