import { describe, expect, it } from "vitest";
import { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import { kellyAllocateHandler } from "../../../electron/service/sizing/handlers/kelly.ts";
import {
  type SizingForm,
  sizingRequest,
  untouchedSizing,
} from "../../../renderer/screens/regimes-and-sizing/sizing-form.ts";
import { analysisContext, noEngine, quietCall } from "../../service/analysis/support/analysis-context.ts";
import { readGoldenTable } from "../../service/analysis/support/read-golden-table.ts";

const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const members = [40, 7, 123].map((at) => table.strategies[at] as string);
const settings = [
  "analysis.capital=1000000",
  "kelly.multiplier=0.4",
  "kelly.leverage=0.5",
  "sizing.form=growth",
];

describe.skipIf(noEngine)("sizes", () => {
  const answer = (request: object, overrides: readonly string[]) =>
    kellyAllocateHandler.handle(
      kellyAllocate.request.parse(request),
      analysisContext({ day: table }, undefined, overrides),
      quietCall,
    );
  const ofWindow = (form: SizingForm) =>
    sizingRequest(form, { dataset: "day" }, { members, weights: null, expected: null }, 1_000_000);

  it("are the same to the digit from the window and from the command line, by the settings", async () => {
    const window = await answer(ofWindow(untouchedSizing), settings);
    // What `tessera kelly day --portfolio NAMES.txt` asks.
    const commandLine = await answer({ dataset: "day", members }, settings);
    expect(window).toEqual(commandLine);
    expect(window.form).toBe("growth");
  });

  it("what the form says stands above the settings, as an option does", async () => {
    const form: SizingForm = { ...untouchedSizing, form: "unit", multiplier: 0.1, edge: "recorded" };
    const window = await answer(ofWindow(form), settings);
    const asked = { dataset: "day", members, form: "unit", multiplier: 0.1, edge: "recorded" };
    expect(window).toEqual(await answer(asked, settings));
    const fuller = await answer({ ...asked, multiplier: 0.4 }, settings);
    expect(fuller.requested).toBeGreaterThan(window.requested);
  });
});
