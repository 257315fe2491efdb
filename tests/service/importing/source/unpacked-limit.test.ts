import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { makeFolders } from "../../../../electron/service/disk/durable.ts";
import { plainFiles } from "../../../../electron/service/importing/source/unpack.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";

const text = Buffer.from(`Date,a,b\n${"2024-01-01,1,2\n".repeat(100_000)}`);

test.each([
  ["gzip", gzipSync],
  ["zstd", zstdCompressSync],
] as const)(
  "a small %s file that becomes too large is refused, with the setting's name",
  async (_name, pack) => {
    const home = await temporaryHome();
    await makeFolders(home);
    const file = join(home, "a.csv");
    await writeFile(file, pack(text));
    const options = { folder: async () => home };
    expect(await plainFiles(file, { ...options, unpackedBytes: text.byteLength })).toHaveLength(1);
    await expect(plainFiles(file, { ...options, unpackedBytes: text.byteLength - 1 })).rejects.toMatchObject({
      report: {
        code: "bad-input",
        message: expect.stringContaining("becomes larger than 1.50 MB"),
        remedy: expect.stringContaining("import.unpacked_limit_gb"),
      },
    });
  },
);

test("a zip archive that says of a file what cannot be in it is refused, before the memory is taken", async () => {
  const home = await temporaryHome();
  await makeFolders(home);
  const file = join(home, "a.zip");
  const archive = Buffer.from(zipSync({ "a.csv": text }));
  const options = { folder: async () => home };
  await writeFile(file, archive);
  expect(await plainFiles(file, options)).toHaveLength(1);
  // The size of the file, where the list at the end of the archive has it.
  const size = archive.lastIndexOf("PK\x01\x02", undefined, "latin1") + 24;
  expect(archive.readUInt32LE(size)).toBe(text.length);
  archive.writeUInt32LE(1_700_000_000, size);
  await writeFile(file, archive);
  await expect(plainFiles(file, options)).rejects.toMatchObject({
    report: {
      code: "bad-input",
      message: expect.stringContaining("larger than what is packed there can become"),
    },
  });
});

test("a zip archive that says to hold more files than have room in it is refused", async () => {
  const home = await temporaryHome();
  await makeFolders(home);
  const file = join(home, "a.zip");
  const archive = Buffer.from(zipSync({ "a.csv": text.subarray(0, 40), "b.csv": text.subarray(0, 40) }));
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  for (const at of [8, 10]) archive.writeUInt16LE(11_352, end + at);
  // Where there is nothing, all of them have no name and no bytes.
  archive.writeUInt32LE(800_000_000, end + 16);
  await writeFile(file, archive);
  await expect(plainFiles(file, { folder: async () => home })).rejects.toMatchObject({
    report: { code: "bad-input", message: expect.stringContaining("more files than have room in it") },
  });
});

test("a zstd file of several frames is refused: the reader would take the first one for the whole", async () => {
  const home = await temporaryHome();
  await makeFolders(home);
  const file = join(home, "a.csv");
  await writeFile(file, Buffer.concat([zstdCompressSync(text), zstdCompressSync(text)]));
  await expect(plainFiles(file, { folder: async () => home })).rejects.toMatchObject({
    report: { code: "bad-input", message: expect.stringContaining("several frames") },
  });
});
