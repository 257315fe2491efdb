import { crc32, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pngFile } from "../../../electron/service/exporting/png-file.ts";

/** Chunks of a PNG file by type, each checked against its checksum. */
function chunksOf(file: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(file);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString("latin1", 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

describe("a PNG file", () => {
  it("holds the pixels, without their alpha", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, values) => {
          const pixels = Uint8Array.from({ length: 4 * width * height }, () => values.next().value as number);
          const chunks = chunksOf(pngFile(pixels, width, height));
          expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
          const header = chunks.get("IHDR") as Buffer;
          expect([header.readUInt32BE(0), header.readUInt32BE(4), ...header.subarray(8)]).toEqual([
            width,
            height,
            8,
            2,
            0,
            0,
            0,
          ]);
          const rows = inflateSync(chunks.get("IDAT") as Buffer);
          const expected = [];
          for (let y = 0; y < height; y++) {
            expected.push(0);
            for (let x = 0; x < width; x++)
              expected.push(...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 3));
          }
          expect([...rows]).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("starts with the signature of the format", () => {
    expect([...pngFile(new Uint8Array(4), 1, 1).subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  });
});
