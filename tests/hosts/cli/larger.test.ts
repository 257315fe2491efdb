import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { noEngine } from "../../service/analysis/support/analysis-context.ts";
import { runLine } from "./support/run-line.ts";

it.skipIf(noEngine)(
  "import and metrics of a table that does not fit in memory leave out what rests on all of it, and say so",
  async () => {
    const home = mkdtempSync(join(tmpdir(), "tessera-larger-"));
    onTestFinished(() => rmSync(home, { recursive: true }));
    const file = join(home, "table.csv");
    const limit = ["--set", "analysis.memory_gb=0.0001"];
    await runLine(["sample", file, "--strategies", "300", "--observations", "40"], home);
    const whole = await runLine(["import", file, "--dataset", "whole"], home);
    expect(whole).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("The best of so many independent strategies"),
    });
    for (const line of [
      ["import", file, "--dataset", "table"],
      ["metrics", "table", "--metrics", "roi"],
    ]) {
      const found = await runLine([...line, ...limit], home);
      expect(found).toMatchObject({ code: 0, stderr: expect.stringContaining("does not fit in memory") });
      expect(found.stdout).not.toContain("The best of so many independent strategies");
    }
  },
);
