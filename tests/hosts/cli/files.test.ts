import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPortfolio } from "../../../electron/hosts/cli/files.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-portfolio-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (text: string) => {
  const file = join(folder, "names.txt");
  writeFileSync(file, text);
  return readPortfolio(file);
};

describe("readPortfolio", () => {
  it("reads one name per line, with any line end", async () => {
    expect(await read("\uFEFFA 1-2 SL3%\r\n\r\n  B, C \n")).toEqual(["A 1-2 SL3%", "B, C"]);
  });

  it("reads the best portfolio text of the replaced system", async () => {
    const text =
      "Best Portfolio (Size 2) - Method: SA\r\nFitness: 3.5\r\n\r\nSelected Strategies:\r\n1. x_A 1\r\n2. B\r\n";
    expect(await read(text)).toEqual(["x_A 1", "B"]);
  });

  it("reads a portfolio composition", async () => {
    const text = 'Rank,Strategy_Index,Strategy_Name,Algorithm,Weight\n1,8,"A, ""q""",sa,0.5\n2,9,B,sa,0.5\n';
    expect(await read(text)).toEqual(['A, "q"', "B"]);
  });

  it("reads names that were written for a spreadsheet", async () => {
    expect(await read("strategy,weight\n'=A1,0.5\n\"'-2+3, b\",0.5\n")).toEqual(["=A1", "-2+3, b"]);
  });

  it("says so when there is no file or no name", async () => {
    await expect(readPortfolio(join(folder, "none"))).rejects.toMatchObject({
      report: { code: "not-found" },
    });
    await expect(readPortfolio(folder)).rejects.toMatchObject({ report: { code: "unreadable" } });
    await expect(read("\n\n")).rejects.toMatchObject({ report: { code: "bad-input" } });
    expect(readFileSync(join(folder, "names.txt"), "utf8")).toBe("\n\n");
  });
});
