import { describe, expect, it } from "vitest";
import { findInversions } from "../../../electron/service/analysis/ulta/decide.ts";
import { legacyInversionReport } from "../../../electron/service/exporting/legacy-inversion-report.ts";
import { readGoldenTable } from "../analysis/support/read-golden-table.ts";
import { goldenRun } from "./support/golden-run.ts";

describe("legacyInversionReport", () => {
  it("is the executed run's report byte by byte, computed from the CSV", () => {
    const { matrix, strategies } = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
    const inversions = findInversions(matrix, strategies, { rule: { kind: "sum" }, skipFirst: true });
    const golden = goldenRun("legacy_output_entire_day/ulta_on").get("inversion_report.md");
    expect(legacyInversionReport(inversions, "entire_day_82x400_")).toBe(golden);
  });
});
