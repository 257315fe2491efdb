import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { headCopy } from "../../../../electron/service/importing/inspect/open-head.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";

async function head(content: string | Buffer, limit: number): Promise<[string, boolean]> {
  const home = await temporaryHome();
  const [from, to] = [join(home, "from.csv"), join(home, "to.csv")];
  writeFileSync(from, content);
  const isCut = await headCopy(from, to, limit);
  return [readFileSync(to, "utf8"), isCut];
}

test("a part of a file ends with a whole line, whatever ends the lines", async () => {
  expect(await head("Date,a\n1,2\n3,4\n", 12)).toEqual(["Date,a\n1,2\n", true]);
  expect(await head("Date,a\r\n1,2\r\n3,4\r\n", 12)).toEqual(["Date,a\r\n", true]);
  expect(await head("Date,a\r1,2\r3,4\r", 12)).toEqual(["Date,a\r1,2\r", true]);
  expect(await head(zstdCompressSync("Date,a\n1,2\n3,4\n"), 12)).toEqual(["Date,a\n1,2\n", true]);
  expect(await head("Date,a\n1,2\n", 11)).toEqual(["Date,a\n1,2\n", false]);
});

test.each([
  ["gzip", gzipSync],
  ["zstd", zstdCompressSync],
] as const)("a damaged %s file is a problem, wherever it is damaged", async (_name, pack) => {
  const whole = pack("Date,a\n1,2\n3,4\n".repeat(50));
  for (const at of [6, 12, whole.length - 2]) {
    const damaged = Buffer.concat([whole.subarray(0, at), Buffer.alloc(1, 0xff), whole.subarray(at + 2)]);
    await expect(head(damaged, 1 << 20)).rejects.toMatchObject({ report: { code: "bad-input" } });
  }
});

test("also when a line is longer than the pieces that are read, and the limit lies between two of them", async () => {
  const row = `${"1,".repeat(400_000)}1\n`;
  const whole = Math.floor((2 * 2 ** 20) / row.length);
  expect(await head(row.repeat(5), 2 * 2 ** 20)).toEqual([row.repeat(whole), true]);
});
