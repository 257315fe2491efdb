import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { verdictLines } from "../../../electron/contract/verdict-text.ts";
import { describeSearch } from "../../../electron/hosts/cli/describe/search.ts";
import { createService } from "../../../electron/service/create-service.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { zipEntry } from "../exporting/support/zip-entry.ts";

const table = join(import.meta.dirname, "../../golden/entire_day_82x400/entire_day_82x400.csv");

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// The window draws the same lines: tests/renderer/searches/VerdictPanel.test.tsx.
test("the verdict is the same to the letter in command line and files", async () => {
  const home = await temporaryHome();
  const service = createService({
    home: join(home, "root"),
    olderHomes: [],
    settings: liveSettings({
      file: join(home, "settings.ini"),
      overrides: ["engine.backend=cpu", "export.charts=false"],
    }),
  });
  onTestFinished(() => service.close());
  await service.call(datasetImport, { files: [table], dataset: "table" });
  const out = join(home, "run");
  const result = await service.call(searchRun, {
    dataset: "table",
    objective: "ratio",
    algorithms: ["sa"],
    minSize: 5,
    maxSize: 5,
    evaluations: 20_000,
    verdict: { twins: 3 },
    out,
  });
  const lines = verdictLines(result.luck);
  expect(lines[0]).toBe(result.luck.sentence);
  expect(lines.length).toBe(6);
  const file = (pattern: RegExp) =>
    readFileSync(join(out, result.files.find((name) => pattern.test(name)) ?? ""));
  const report = file(/^performance_report_.*\.txt$/).toString();
  const workbook = file(/^optimization_summary_.*\.xlsx$/);
  const cells = zipEntry(workbook, "xl/sharedStrings.xml") + zipEntry(workbook, "xl/worksheets/sheet1.xml");
  const shown = describeSearch(result);
  for (const line of lines) {
    expect(shown).toContain(line);
    expect(report.split("\n")).toContain(line);
    expect(cells).toContain(escaped(line));
  }
  expect(verdictLines(JSON.parse(file(/^search\.json$/).toString()).luck)).toEqual(lines);
});
