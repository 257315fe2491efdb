import { describe, expect, it } from "vitest";
import { findInversions } from "../../../../electron/service/analysis/ulta/decide.ts";
import { ultaBlocksMarkdown, ultaReportMarkdown } from "../../../../electron/service/exporting/later/ulta.ts";
import { ultaWorkbook } from "../../../../electron/service/exporting/later/workbooks.ts";
import { readGoldenTable } from "../../analysis/support/read-golden-table.ts";
import { goldenRun } from "../support/golden-run.ts";
import { zipEntry } from "../support/zip-entry.ts";

const { matrix, strategies } = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const rule = { kind: "sum" } as const;
const inversions = findInversions(matrix, strategies, { rule, skipFirst: true });
const report = { generated: "2026-01-01 00:00:00", runId: "x", rule, examined: 399, inversions };

/** Figures of the replaced system's own report, by strategy: the judge of every other layout. */
const golden = new Map(
  [
    ...(goldenRun("legacy_output_entire_day/ulta_on").get("inversion_report.md") ?? "").matchAll(
      /^## entire_day_82x400_(.*)\n((?:- .*\n)+)/gm,
    ),
  ].map(([, name = "", lines = ""]) => [
    name,
    [...lines.matchAll(/:\*\* (-?[\d.]+|inf)/g)].map(([, value]) =>
      Number(value?.replace("inf", "Infinity")),
    ),
  ]),
);

describe("inversion reports of the later generations", () => {
  it.each(["arrows", "improvements"] as const)(
    "have the replaced system's figures in blocks: %s",
    (layout) => {
      const text = ultaBlocksMarkdown(report, layout);
      const blocks = text.split(/^### /m).slice(1);
      expect(blocks).toHaveLength(golden.size);
      for (const block of blocks) {
        const [head = ""] = block.split("\n");
        const name = head.replace(/ -> .*$/, "");
        if (layout === "arrows") expect(head).toBe(`${name} -> ${name}_inv`);
        const figure = (label: string) =>
          Number(new RegExp(`${label}:\\*\\* (\\S+?)%?$`, "m").exec(block)?.[1]);
        const [roi, turned, worst, turnedWorst, ratio, turnedRatio] = golden.get(name) ?? [];
        const labels = { "Original ROI": roi, "Inverted ROI": turned, "Original Drawdown": worst };
        const more = {
          "Inverted Drawdown": turnedWorst,
          "Original Ratio": ratio,
          "Inverted Ratio": turnedRatio,
        };
        for (const [label, value] of Object.entries({ ...labels, ...more })) {
          expect(Math.abs(figure(label) - (value as number)), `${name} ${label}`).toBeLessThanOrEqual(
            0.00501,
          );
        }
        if (layout === "improvements") {
          expect(figure("ROI Improvement")).toBeCloseTo(figure("Inverted ROI") - figure("Original ROI"), 3);
        }
      }
    },
  );

  it("have them in the table, and the share of what was looked at", () => {
    const lines = ultaReportMarkdown(report).split("\n");
    const rows = lines.filter((line) => /^\| .* \| -?\d/.test(line));
    expect(rows).toHaveLength(golden.size);
    for (const row of rows) {
      const [, name = "", roi] = row.split("|").map((cell) => cell.trim());
      expect(Math.abs(Number(roi) - (golden.get(name)?.[0] ?? Number.NaN))).toBeLessThanOrEqual(0.00501);
    }
    const share = ((100 * golden.size) / 399).toFixed(1);
    expect(lines.join("\n")).toContain(`${golden.size} (${share}%)`);
  });

  it("have them in a workbook with the sheets Summary and Inverted Strategies", async () => {
    const zip = await ultaWorkbook(report);
    const workbook = zipEntry(zip, "xl/workbook.xml");
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      "Summary",
      "Inverted Strategies",
    ]);
    const sheet = zipEntry(zip, "xl/worksheets/sheet2.xml");
    const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
      [...row.matchAll(/<v>([^<]*)<\/v>/g)].map(([, value]) => Number(value)),
    );
    expect(rows).toHaveLength(golden.size + 1);
    const sums = rows.slice(1).map(([, roi]) => roi as number);
    const expected = inversions.map(({ name }) => golden.get(name)?.[0] as number);
    for (const [k, sum] of sums.entries()) {
      expect(Math.abs(sum - (expected[k] as number))).toBeLessThanOrEqual(0.00501);
    }
  });
});
