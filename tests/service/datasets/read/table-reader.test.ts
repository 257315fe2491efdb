import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPartSelection } from "../../../../electron/service/datasets/read/parts.ts";
import type { TableReader } from "../../../../electron/service/datasets/read/table-reader.ts";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { writtenFile } from "../../../../electron/service/datasets/version/manifest.ts";
import { cellBlock } from "../../../../electron/service/pnl-matrix.ts";
import { writeSample } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

const dates = ["2023-12-28", "2023-12-29", "2024-01-02", "2024-01-03", "2024-02-05"];
const strategies = Array.from({ length: 700 }, (_, i) => `s${i}`);
const rows = dates.map((_, t) =>
  strategies.map((_, i) => {
    if ((i * 7 + t) % 11 === 0) return Number.NaN;
    return i < 300 ? (i * 37 + t * 13) % 501 : Math.sin(t * 1000 + i) * 1e4;
  }),
);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);

/** The same cells by the codec, and the bytes that it read for them. */
async function readByCodec({ manifest, observations }: TableReader, folder: string, places: number[]) {
  const cells: Float64Array[] = [];
  let bytesRead = 0;
  for (const [part, ofPart] of Map.groupBy(observations, (one) => one.part)) {
    const file = writtenFile(folder, manifest.files, part);
    const columns = ofPart.map(({ column }) => column);
    const read = await readPartSelection(file, columns, Uint32Array.from(places), strategies.length);
    bytesRead += read.bytesRead;
    for (const column of columns) cells.push(read.rows.get(column) as Float64Array);
  }
  return { bytesRead, cells };
}

it.each([
  { compression: "snappy", byteStreamSplit: true, isNative: true },
  { compression: "snappy", byteStreamSplit: false, isNative: true },
  { compression: "none", byteStreamSplit: true, isNative: true },
  // Left to the codec.
  { compression: "zstd", byteStreamSplit: true, isNative: false },
  { compression: "gzip", byteStreamSplit: false, isNative: false },
] as const)("reads the cells that the codec reads, to the bit: %j", async ({ isNative, ...options }) => {
  const store = createDatasetStore(await temporaryHome(), () => ({ ...options, rowGroupStrategies: 256 }));
  await writeSample(store, "data", dates, strategies, rows);
  for (const from of [undefined, "2023-12-29", "2024-02-01"]) {
    const reader = await store.reader("data", { from }, 2);
    for (const places of [range(0, 700), range(256, 512), range(200, 600), [699, 3, 4, 5, 300, 2]]) {
      const [at, width] = [3, places.length];
      const block = cellBlock(reader.observations.length, width + 5);
      block.cells.fill(-1);
      const bytes = await reader.read(Uint32Array.from(places), block, at);
      const { bytesRead, cells } = await readByCodec(reader, store.folder(reader.manifest), places);
      for (const [t, row] of block.rows.entries()) {
        expect(new BigUint64Array(row.slice(at, at + width).buffer)).toEqual(
          new BigUint64Array(Float64Array.from(cells[t] ?? []).buffer),
        );
        expect([row[at - 1], row[at + width]]).toEqual([-1, -1]);
      }
      // Of the codec also the way in which pages tell their lengths.
      if (!isNative) expect(bytes).toBe(bytesRead);
      else expect(bytes).toBeGreaterThan(0);
    }
  }
});

it("names a file that is not as it was written", async () => {
  const store = createDatasetStore(await temporaryHome(), () => ({ rowGroupStrategies: 256 }));
  const manifest = await writeSample(store, "data", dates, strategies, rows);
  const [part] = manifest.files.filter(({ kind }) => kind === "pnl");
  const path = join(store.folder(manifest), part?.path ?? "");
  const reader = await store.reader("data", {}, 2);
  const block = cellBlock(dates.length, 700);
  const bytes = await readFile(path);
  bytes[100] = (bytes[100] ?? 0) ^ 4;
  await writeFile(path, bytes);
  await expect(reader.read(Uint32Array.from(range(0, 700)), block, 0)).rejects.toMatchObject({
    report: {
      code: "damaged",
      file: path,
      message: `The dataset file ${path} is damaged: bytes 0 to 65535 are not as they were written.`,
    },
  });
});

it("ends when its call is cancelled", async () => {
  const store = createDatasetStore(await temporaryHome());
  await writeSample(store, "data", dates, strategies, rows);
  const reader = await store.reader("data", {}, 1);
  const call = { signal: AbortSignal.abort(), progress: () => undefined };
  const reading = reader.read(Uint32Array.of(0), cellBlock(dates.length, 1), 0, call);
  await expect(reading).rejects.toMatchObject({ report: { code: "cancelled" } });
});
