import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  galleryFolder,
  galleryPage,
  galleryPicture,
  galleryThemes,
  pictureName,
} from "../../build/pages/gallery.ts";
import { type Sample, samples } from "../../build/pages/gallery-samples.ts";

const root = join(import.meta.dirname, "../..");

/** Another version of a library may smooth an edge by another shade: that much a channel may differ, 0..255, ... */
const shade = 24;
/** ... and in that share of the pixels even more. */
const limit = 0.001;

/** Width and pixels of a picture as the product writes them: RGB, rows without a filter. */
function pixelsOf(png: Uint8Array): { width: number; rows: Buffer } {
  const bytes = Buffer.from(png);
  const parts: Buffer[] = [];
  let width = 0;
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (type === "IHDR") width = data.readUInt32BE(0);
    if (type === "IDAT") parts.push(data);
  }
  const rows = inflateSync(Buffer.concat(parts));
  for (let at = 0; at < rows.length; at += 1 + 3 * width) expect(rows[at]).toBe(0);
  return { width, rows };
}

/** Share of the pixels that differ by more than a shade; 1 when the sizes do. */
function difference(one: Uint8Array, other: Uint8Array): number {
  const [a, b] = [pixelsOf(one), pixelsOf(other)];
  if (a.width !== b.width || a.rows.length !== b.rows.length) return 1;
  const rowBytes = 1 + 3 * a.width;
  let differing = 0;
  let pixels = 0;
  for (let row = 0; row < a.rows.length; row += rowBytes) {
    for (let at = row + 1; at < row + rowBytes; at += 3) {
      pixels++;
      const isOther = [0, 1, 2].some((k) => Math.abs((a.rows[at + k] ?? 0) - (b.rows[at + k] ?? 0)) > shade);
      if (isOther) differing++;
    }
  }
  return differing / pixels;
}

const committed = (sample: Sample, theme: "dark" | "light") =>
  readFileSync(join(galleryFolder, pictureName(sample, theme)));

describe("the gallery (npm run gallery draws it anew)", () => {
  it("has every chart, and a page that shows them", () => {
    const modules = readdirSync(join(root, "electron/charts"))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => name.slice(0, -3));
    expect(samples.map(({ module }) => module).toSorted()).toEqual(modules.toSorted());
    expect(readFileSync(join(root, "docs/gallery.md"), "utf8")).toBe(galleryPage());
    const pictures = samples.flatMap((one) => galleryThemes.map((theme) => pictureName(one, theme)));
    expect(readdirSync(galleryFolder).toSorted()).toEqual(pictures.toSorted());
  });

  it.each(samples)("has $module as it is drawn now", { timeout: 30_000 }, async (sample) => {
    for (const theme of galleryThemes) {
      const drawn = await galleryPicture(sample, theme);
      expect(difference(drawn, committed(sample, theme)), theme).toBeLessThanOrEqual(limit);
    }
  });

  it("would notice a figure, a colour or a place that changed", async () => {
    const [equity] = samples;
    if (!equity) throw new Error("there is no chart");
    const drawnAs = async (title: string, change: (option: ReturnType<Sample["draw"]>) => object) => {
      const draw: Sample["draw"] = (look) => ({ ...equity.draw(look), ...change(equity.draw(look)) });
      return difference(
        await galleryPicture({ ...equity, title, draw }, "light"),
        committed(equity, "light"),
      );
    };
    expect(await drawnAs("Equity", () => ({}))).toBe(0);
    expect(await drawnAs("Other words in the title", () => ({}))).toBeGreaterThan(limit);
    expect(await drawnAs("Equity", () => ({ backgroundColor: "#d0d0d0" }))).toBeGreaterThan(limit);
    expect(await drawnAs("Equity", ({ grid }) => ({ grid: { ...grid, left: 40 } }))).toBeGreaterThan(limit);
  });
});
