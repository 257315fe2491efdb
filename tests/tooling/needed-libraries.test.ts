import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { neededLibraries } from "../../build/package/needed-libraries.ts";
import { strangeLibraries } from "../../build/package/strange-libraries.ts";

const native = join(import.meta.dirname, "..", "..", "dist", "native");
const libraries =
  process.platform === "linux" && existsSync(native)
    ? readdirSync(native)
        .filter((name) => /\.(so|node)$/.test(name))
        .map((name) => join(native, name))
    : [];

describe.skipIf(process.platform !== "linux")("neededLibraries (skipped: ELF files are Linux's)", () => {
  const readelf = spawnSync("readelf", ["--version"]).status === 0;

  it.skipIf(!readelf)("says what readelf says (skipped without binutils)", () => {
    for (const file of [process.execPath, ...libraries]) {
      const { stdout } = spawnSync("readelf", ["-d", file], { encoding: "utf8" });
      const expected = [...stdout.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name);
      expect(expected).toContain("libc.so.6");
      expect(neededLibraries(file)).toEqual(expected);
    }
  });

  it("refuses what is no library", () => {
    const folder = mkdtempSync(join(tmpdir(), "tessera-elf-"));
    try {
      writeFileSync(join(folder, "a.so"), "MZ is another format");
      expect(() => neededLibraries(join(folder, "a.so"))).toThrow("is no 64-bit ELF file and no PE file");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("finds nothing strange in what was built", () => {
    expect(libraries.length).toBeGreaterThanOrEqual(2);
    for (const file of libraries) expect(strangeLibraries(neededLibraries(file)), file).toEqual([]);
  });
});

describe("strangeLibraries", () => {
  it("knows what Windows has", () => {
    const strange = ["libstdc++-6.dll", "NODE.EXE", "libwinpthread-1.dll"];
    expect(strangeLibraries(["KERNEL32.dll", ...strange, "msvcrt.dll"], "win32")).toEqual(strange);
  });

  it("finds libraries of a toolkit among those of the system", () => {
    const system = ["libstdc++.so.6", "libgcc_s.so.1", "libm.so.6", "libdl.so.2", "ld-linux-x86-64.so.2"];
    const toolkit = ["libcudart.so.13", "libcublas.so.13", "libcuda.so.1", "libcusomething.so"];
    expect(strangeLibraries([...system, ...toolkit])).toEqual(toolkit);
  });
});
