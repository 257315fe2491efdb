import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { viewRequest } from "../../../../electron/contract/view.ts";
import {
  addViewOptions,
  addWeightingOption,
  type ViewOptions,
  viewOf,
} from "../../../../electron/hosts/cli/options/view.ts";

function parse(...args: string[]) {
  const command = addViewOptions(new Command("x"))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  command.parse(args, { from: "user" });
  return viewRequest.parse(viewOf("DS", command.opts<ViewOptions>()));
}

describe("the options of a view", () => {
  it("leaves everything to the dataset and the settings by default", () => {
    expect(JSON.parse(JSON.stringify(parse()))).toEqual(viewRequest.parse({ dataset: "DS" }));
  });

  it("hands every option on", () => {
    expect(
      parse(
        "--from",
        "2024-01-01",
        "--to=2024-12-31",
        "--regimes",
        "Up, Down",
        "--min-confidence",
        "70",
        "--ulta",
      ),
    ).toMatchObject({
      from: "2024-01-01",
      to: "2024-12-31",
      regimes: ["Up", "Down"],
      minConfidence: 70,
      ulta: { kind: "sum" },
    });
    expect(parse("--transition-factor", "0.25").transition).toEqual({ above: 0.5, factor: 0.25 });
    expect(parse("--zone", "Zone 1").rows).toEqual({ kind: "zone", zone: "Zone 1" });
    expect(parse("--days").rows).toEqual({ kind: "days" });
    expect(parse("--zone-weights", "Zone 1=2,B=0.5").rows).toEqual({
      kind: "weighted-zones",
      weights: { "Zone 1": 2, B: 0.5 },
    });
    expect(parse("--ulta", "majority").ulta).toMatchObject({ kind: "majority", minNegativeRows: 10 });
    expect(parse("--no-ulta").ulta).toEqual({ kind: "off" });
  });

  it("refuses what does not go together, and what is no number", () => {
    expect(() => parse("--days", "--zone", "A")).toThrow(/cannot be used with/);
    expect(() => parse("--min-confidence", "high")).toThrow(/must be a number/);
    expect(() => parse("--zone-weights", "A=x")).toThrow(/must be a number/);
    expect(() => parse("--from", "01/02/2024")).toThrow();
  });
});

function weightingOf(...args: string[]) {
  const command = addWeightingOption(new Command("x"))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  command.parse(args, { from: "user" });
  return command.opts().weighting;
}

describe("--weighting", () => {
  it("reads every form", () => {
    expect(weightingOf()).toBeUndefined();
    expect(weightingOf("--weighting", "confidence")).toEqual({ kind: "confidence" });
    expect(weightingOf("--weighting", "regime=News Shock")).toEqual({ kind: "regime", regime: "News Shock" });
    expect(weightingOf("--weighting", "recent")).toEqual({ kind: "recent", halfLife: 21 });
    expect(weightingOf("--weighting=recent=7.5")).toEqual({ kind: "recent", halfLife: 7.5 });
  });

  it.each(["volume", "regime", "regime=", "recent=0", "recent=soon", "confidence=1"])(
    "refuses %s",
    (text) => {
      expect(() => weightingOf("--weighting", text)).toThrow("confidence, regime=NAME");
    },
  );
});
