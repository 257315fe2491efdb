import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packagePart } from "../../build/package/package-part.ts";
import { readArchive } from "../../build/package/read-archive.ts";

/**
 * An archive as Electron's own tool lays it out: sizes of two pickles and of the text, the text padded to four bytes, the
 * files.
 */
function archive(directory: unknown, bytes: string): Buffer {
  const json = Buffer.from(JSON.stringify(directory));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  [4, padded + 8, padded + 4, json.length].forEach((value, index) => {
    head.writeUInt32LE(value, 4 * index);
  });
  json.copy(head, 16);
  return Buffer.concat([head, Buffer.from(bytes)]);
}

it("lists the files of an archive with the place of their bytes", () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-asar-"));
  try {
    const file = join(folder, "app.asar");
    const native = { size: 7, unpacked: true };
    const directory = {
      files: { "a.js": { size: 3, offset: "0" }, b: { files: { "c.js": { size: 2, offset: "3" }, native } } },
    };
    writeFileSync(file, archive(directory, "onetwo"));
    const [a, c, beside] = readArchive(file);
    expect(beside).toEqual({ path: "b/native", size: 7 });
    const text = readFileSync(file);
    for (const [entry, path, expected] of [[a, "a.js", "one"] as const, [c, "b/c.js", "tw"] as const]) {
      expect(entry?.path).toBe(path);
      const start = entry?.offset ?? Number.NaN;
      expect(text.toString("utf8", start, start + (entry?.size ?? 0))).toBe(expected);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("counts files to their package, library or bundle", () => {
  expect(packagePart("node_modules/@a/b/c/d.js")).toBe("node_modules/@a/b");
  expect(packagePart("node_modules/a/node_modules/b/c.js")).toBe("node_modules/a");
  expect(packagePart("dist/native/tessera.node")).toBe("dist/native/tessera.node");
  expect(packagePart("dist/renderer/assets/a.js")).toBe("dist/renderer");
  expect(packagePart("package.json")).toBe("package.json");
});
