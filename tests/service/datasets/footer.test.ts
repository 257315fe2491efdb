import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { blobOf, OpenWritten, readWritten } from "../../../electron/service/datasets/parquet/blocks.ts";
import { indexFooter, onlyGroups } from "../../../electron/service/datasets/parquet/footer.ts";
import { readParquet } from "../../../electron/service/datasets/parquet/read.ts";
import {
  floatData,
  recordBatch,
  textData,
  writeParquet,
} from "../../../electron/service/datasets/parquet/write.ts";

const folder = await mkdtemp(join(tmpdir(), "tessera-footer-"));
afterAll(() => rm(folder, { recursive: true }));

/** A file of `rows` rows in groups of ten: each has a name, and its place as a number. */
async function write(name: string, rows: number) {
  const batch = recordBatch([
    ["strategy", textData(Array.from({ length: rows }, (_, row) => `strategy ${row}`))],
    ["2024-01-02", floatData(Float64Array.from({ length: rows }, (_, row) => row))],
  ]);
  const layout = {
    compression: "snappy",
    rowGroupRows: 10,
    splitColumns: ["2024-01-02"],
    writer: "test",
  } as const;
  const path = join(folder, name);
  const bytes = await writeParquet(batch, layout);
  await writeFile(path, bytes);
  return { path, bytes: bytes.length };
}

async function cellsOf(path: string): Promise<number[]> {
  const { value } = await readParquet(path, (columns, memory) =>
    columns
      .filter(({ format }) => format === "g")
      .flatMap(({ chunks }) =>
        chunks.flatMap((one) => [...new Float64Array(memory, one.values, one.length)]),
      ),
  );
  return value;
}

it("a footer is cut to the row groups that are wanted, and any reader takes the file for one of these alone", async () => {
  const written = await write("wide.parquet", 3_995);
  const file = await OpenWritten.open(written);
  try {
    const index = await indexFooter(file);
    expect(index.rows).toEqual([...Array(399).fill(10), 5]);
    for (const groups of [[0], [3, 17, 18, 19, 20], [399], index.rows.map((_, group) => group)]) {
      const blob = await onlyGroups(file, index, groups);
      const path = join(folder, "cut.parquet");
      await writeFile(path, new Uint8Array(await blob.arrayBuffer()));
      const rows = groups.flatMap((group) =>
        Array.from({ length: index.rows[group] ?? 0 }, (_, row) => 10 * group + row),
      );
      expect(await cellsOf(path)).toEqual(rows);
      if (groups.length < 10)
        expect(blob.size - index.start).toBeLessThan((written.bytes - index.start) / 20);
    }
  } finally {
    await file.close();
  }
});

it("what is no footer is said to be none", async () => {
  const { path, bytes } = await write("short.parquet", 20);
  const content = await readFile(path);
  for (const damage of [
    content.subarray(0, bytes - 9),
    content.subarray(0, 3),
    content.fill(0xff, bytes - 100, bytes - 8),
  ]) {
    await writeFile(path, damage);
    const file = await OpenWritten.open({ path, bytes: damage.length });
    await expect(indexFooter(file)).rejects.toThrow(/footer/);
    await file.close();
  }
});

/** The footer alone, as a file. */
function fileOf(footer: readonly number[]) {
  const bytes = new Uint8Array(footer.length + 8);
  bytes.set(footer);
  new DataView(bytes.buffer).setUint32(footer.length, footer.length, true);
  return { size: bytes.length, read: async (from: number, to: number) => bytes.slice(from, to) };
}

const endless = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];

it.each([
  ["bytes without end", [0x59, 0xf3, ...endless]],
  ["doubles without end", [0x59, 0xf7, ...endless]],
  ["text without end", [0x58, ...endless]],
  ["texts of no length, without end", [0x59, 0xf8, ...endless, 0, 0]],
  ["a map without end", [0x5b, ...endless, 0x77]],
  ["row groups without end", [0x36, 2, 0x19, 0xfc, ...endless, 0, 0]],
  ["row groups that are numbers", [0x36, 2, 0x19, 0x16, 2, 0]],
  ["half a row in a group", [0x36, 2, 0x19, 0x1c, 0x36, 3, 0, 0]],
  ["a number that does not end", [0x36, ...Array(2000).fill(0xff)]],
  ["structs in structs", Array(100_000).fill(0x1c)],
  ["lists in lists", [0x59, ...Array(100_000).fill(0x19)]],
])("a footer with %s is told, at once", async (_, footer) => {
  await expect(indexFooter(fileOf(footer))).rejects.toThrow(/^its footer /);
});

it("nothing is read behind the end of a file, wherever a footer leads", async () => {
  const asked: [number, number][] = [];
  const blob = blobOf(100, async (from, to) => {
    asked.push([from, to]);
    return new Uint8Array(to - from);
  });
  for (const [from, to] of [
    [90, 2 ** 50],
    [2 ** 40, 2 ** 50],
    [50, 40],
  ] as const)
    await blob.slice(from, to).arrayBuffer();
  expect(asked).toEqual([
    [90, 100],
    [100, 100],
    [50, 50],
  ]);
});

it("check sums that are cut off are told before anything is read", async () => {
  const written = { ...(await write("sums.parquet", 20)), crc32: Buffer.alloc(2).toString("base64") };
  await expect(OpenWritten.open(written)).rejects.toThrow("its check sums are cut off");
  await expect(readWritten(written)).rejects.toThrow("its check sums are cut off");
});
