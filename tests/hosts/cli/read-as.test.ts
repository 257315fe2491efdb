import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryHome } from "../../service/datasets/support/temporary-home.ts";
import { runLine } from "./support/run-line.ts";

test("of a file of columns nothing is said that only text has", async () => {
  const home = await temporaryHome();
  const text = join(home, "table.csv");
  await writeFile(text, "Date,A,B\n2024-01-01,1.5,2\n2024-01-02,-3,4\n");
  const read = async (file: string, ...options: string[]) => {
    const { stdout } = await runLine([...options, file, "--no-luck"], home);
    return /^read as +(.*)$/m.exec(stdout)?.[1];
  };
  expect(await read(text, "import", "--dataset", "a")).toContain("utf-8, cells separated by comma");
  for (const format of ["parquet", "arrow"]) {
    const file = join(home, `table.${format}`);
    await runLine(["export", "a", "--format", format, "--out", file], home);
    expect(await read(file, "import", "--dataset", format)).toMatch(
      new RegExp(`^${format}, decimal point, dates `),
    );
    const { stdout } = await runLine(["inspect", file], home);
    expect(stdout).toContain(`, ${format}\n`);
    expect(stdout).not.toContain("separated");
  }
});
