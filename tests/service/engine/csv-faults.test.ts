import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, describe, expect, it } from "vitest";
import type { CsvHandle, CsvOpened, CsvReadRequest } from "../../../electron/service/engine/addon/csv.ts";
import { loadAddon } from "../../../electron/service/engine/load-addon.ts";
import { nativeProblem } from "../../../electron/service/engine/native-problem.ts";
import { commaDialect, csvScratch, csvTable } from "../../support/csv-table.ts";

const scratch = csvScratch();
afterAll(() => scratch.remove());

const addon = loadAddon();
const openOptions = { threads: 1, sha256: false, headerBytes: 2 ** 20 };
const newControl = (): Int32Array => new Int32Array(6);
const open = (path: string, control = newControl()): Promise<CsvOpened> =>
  addon.csvOpen(path, commaDialect, openOptions, control);

/** What `work` throws or rejects with, as a Problem's report. */
async function problemOf(work: () => unknown): Promise<Record<string, unknown>> {
  try {
    await work();
  } catch (error) {
    return { ...nativeProblem(error).report, native: (error as { code?: unknown }).code };
  }
  throw new Error("it did not fail");
}

describe("faults of a CSV file", () => {
  it("name the file, the line and a remedy", async () => {
    expect(await problemOf(() => open("/nowhere/pnl.csv"))).toMatchObject({
      code: "not-found",
      file: "/nowhere/pnl.csv",
      remedy: expect.any(String),
    });
    expect(await problemOf(() => open(mkdtempSync(`${tmpdir()}/tessera-`)))).toMatchObject({
      code: "bad-input",
    });
    expect(await problemOf(() => open(scratch.write("\n")))).toMatchObject({ code: "bad-input" });
    expect(await problemOf(() => open(scratch.write('a,b\n1,2\n"3,4\n5,6\n')))).toMatchObject({
      code: "bad-input",
      line: 3,
    });
  });

  it("notice a file that changed after it was opened", async () => {
    const path = scratch.write("a,b\n1,2\n");
    const { handle } = await open(path);
    writeFileSync(path, "a,b\n1,2\n3,4\n");
    expect(await problemOf(() => addon.csvReadRows(request(handle), newControl()))).toMatchObject({
      code: "unreadable",
    });
  });

  it("are told apart from a cancelled run", async () => {
    const control = newControl();
    control[0] = 1;
    expect(await problemOf(() => open(scratch.write("a\n1\n"), control))).toMatchObject({
      code: "cancelled",
    });
  });
});

function request(handle: unknown, more: Partial<Record<keyof CsvReadRequest, unknown>> = {}): CsvReadRequest {
  const complete = {
    handle,
    roles: Uint8Array.of(2, 2),
    firstRow: 0,
    rowCount: 1,
    out: new Float64Array(2),
    rejectLimit: 10,
    threads: 1,
  };
  return { ...complete, ...more } as CsvReadRequest;
}

describe("arguments of the CSV functions", () => {
  it("are checked before anything is read", async () => {
    const { handle } = await open(scratch.write("a,b\n1,2\n"));
    const wrong: readonly (() => unknown)[] = [
      () => addon.csvOpen(5 as unknown as string, commaDialect, openOptions, newControl()),
      () => addon.csvOpen("a\0b", commaDialect, openOptions, newControl()),
      () => addon.csvOpen("x", { ...commaDialect, delimiter: "x" }, openOptions, newControl()),
      () => addon.csvOpen("x", { ...commaDialect, thousands: "." }, openOptions, newControl()),
      () => addon.csvOpen("x", commaDialect, { ...openOptions, threads: -1 }, newControl()),
      () => addon.csvOpen("x", commaDialect, openOptions, new Int32Array(5)),
      () => addon.csvReadRows(request({}), newControl()),
      () => addon.csvReadRows(request(handle, { roles: Uint8Array.of(2) }), newControl()),
      () => addon.csvReadRows(request(handle, { roles: Uint8Array.of(2, 3) }), newControl()),
      () => addon.csvReadRows(request(handle, { rowCount: 2, out: new Float64Array(4) }), newControl()),
      () => addon.csvReadRows(request(handle, { firstRow: -1 }), newControl()),
      () => addon.csvReadRows(request(handle, { out: new Float64Array(1) }), newControl()),
      () => addon.csvReadRows(request(handle, { out: new Float32Array(2) }), newControl()),
      () => addon.csvReadRows(request(handle), new Float64Array(6) as unknown as Int32Array),
      () => addon.csvClose({} as CsvHandle),
    ];
    for (const call of wrong) {
      expect(await problemOf(call), String(call)).toMatchObject({
        code: "bad-request",
        native: "bad-argument",
      });
    }
  });

  it("refuse a closed file, while a read that began before goes on", async () => {
    const { handle } = await open(scratch.write("a,b\n1,2\n"));
    const out = new Float64Array(2);
    const reading = addon.csvReadRows(request(handle, { out }), newControl());
    addon.csvClose(handle);
    addon.csvClose(handle);
    await reading;
    expect([...out]).toEqual([1, 2]);
    expect(await problemOf(() => addon.csvReadRows(request(handle), newControl()))).toMatchObject({
      message: expect.stringContaining("closed"),
    });
  });

  it("may lie in shared memory", async () => {
    const { handle } = await open(scratch.write("a,b\n1,2\n"));
    const out = new Float64Array(new SharedArrayBuffer(32), 8, 2);
    await addon.csvReadRows(request(handle, { out }), new Int32Array(new SharedArrayBuffer(24)));
    expect([...out]).toEqual([1, 2]);
  });
});

describe("what is told of a file", () => {
  it("has its checksum, line ends, mark and progress", async () => {
    const bytes = Buffer.from("\ufeffDate,\u20b9 A\r\n2024-01-04,1.5\r\n2024-01-11,x\r\n");
    const { opened, rows, rejects } = await csvTable(scratch.write(bytes), {
      role: (name) => (name === "Date" ? "text" : "number"),
    });
    expect(opened).toMatchObject({
      header: ["Date", "\u20b9 A"],
      rowCount: 2,
      byteCount: bytes.length,
      hasBom: true,
      lineEnd: "crlf",
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(rows.text).toEqual([["2024-01-04", "2024-01-11"]]);
    expect([...rows.line]).toEqual([2, 3]);
    expect(rejects).toEqual([{ row: 1, column: 1, line: 3, byte: 42, reason: "text", text: "x" }]);
    const control = newControl();
    await open(scratch.write(bytes), control);
    expect([...new BigInt64Array(control.buffer, 8)]).toEqual([
      BigInt(bytes.length) - 3n,
      BigInt(bytes.length),
    ]);
  });

  it("keeps bytes that are no UTF-8 as replacement characters", async () => {
    const { opened, rows } = await csvTable(scratch.write(Buffer.from("a\xff,b\n\xe9t\xe9,1\n", "latin1")), {
      role: () => "text",
    });
    expect(opened.header).toEqual(["a\ufffd", "b"]);
    expect(rows.text).toEqual([["\ufffdt\ufffd"], ["1"]]);
  });
});
