import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packDesktop } from "../../build/package/pack-desktop.ts";
import { readArchive } from "../../build/package/read-archive.ts";
import { tryService } from "../../build/package/try-service.ts";

const root = join(import.meta.dirname, "..", "..");
const built = ["electron/service.js", "renderer/index.html", "native/tessera.node"];
const isBuilt = built.every((name) => existsSync(join(root, "dist", name)));
const cannot = process.platform !== "linux" || !isBuilt;

describe.skipIf(cannot)("the package (skipped without npm run build, and where this is not Linux)", () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-pack-"));
  let resources = "";
  beforeAll(() => {
    resources = packDesktop(root, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has its fuses set as forge.config.ts says", () => {
    const program = readFileSync(join(resources, "..", "tessera"), "latin1");
    // Run as Node, cookie encryption, NODE_OPTIONS, inspector, archive integrity, only from the archive, (V8), file protocol.
    expect(program.slice(program.indexOf("NKmHXBZaB9tsX") + 15)).toMatch(/^000011.0/);
  });

  it("holds what the program needs, native files beside the archive, and nothing that only the project needs", () => {
    const files = readArchive(join(resources, "app.asar"));
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["package.json", ...built.map((name) => `dist/${name}`)]));
    expect(paths.filter((path) => /^(electron|renderer|native|tests|dist\/hosts)\//.test(path))).toEqual([]);
    expect(paths.filter((path) => /\.(map|ts|tsx)$/.test(path))).toEqual([]);
    const beside = files.filter(({ offset }) => offset === undefined).map(({ path }) => path);
    expect(paths.filter((path) => /\.(node|so|ttf)$/.test(path) && !beside.includes(path))).toEqual([]);
  });

  it("imports, searches and draws pictures with nothing but what is in it", () => {
    tryService(resources, folder);
  });
});
