import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addWeightingOption } from "../../../electron/hosts/cli/weighting-options.ts";

function parse(...args: string[]) {
  const command = addWeightingOption(new Command("x"))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  command.parse(args, { from: "user" });
  return command.opts().weighting;
}

describe("--weighting", () => {
  it("reads every form", () => {
    expect(parse()).toBeUndefined();
    expect(parse("--weighting", "confidence")).toEqual({ kind: "confidence" });
    expect(parse("--weighting", "regime=News Shock")).toEqual({ kind: "regime", regime: "News Shock" });
    expect(parse("--weighting", "recent")).toEqual({ kind: "recent", halfLife: 21 });
    expect(parse("--weighting=recent=7.5")).toEqual({ kind: "recent", halfLife: 7.5 });
  });

  it.each(["volume", "regime", "regime=", "recent=0", "recent=soon", "confidence=1"])(
    "refuses %s",
    (text) => {
      expect(() => parse("--weighting", text)).toThrow("confidence, regime=NAME");
    },
  );
});
