import { expect, it } from "vitest";
import { groupsCsv } from "../../../electron/hosts/cli/csv.ts";

it("writes a line per strategy, and per statistic all rows and then the groups", async () => {
  const text = await groupsCsv(
    {
      by: "regime",
      strategies: ["plain", "with, comma"],
      groups: [
        { name: "Calm", observations: 3 },
        { name: 'the "wild"', observations: 1 },
      ],
      ungrouped: 0,
      statistics: ["mean", "std"],
      values: [
        Float64Array.of(1.5, -2),
        Float64Array.of(0.1, 7),
        Float64Array.of(1, 0),
        Float64Array.of(Number.NaN, Number.NaN),
      ],
      whole: [Float64Array.of(1.15, 0.25), Float64Array.of(Number.POSITIVE_INFINITY, 1e22)],
      profile: "textbook",
    },
    true,
  );
  expect(text).toBe(
    [
      'strategy,mean,mean:Calm,"mean:the ""wild""",std,std:Calm,"std:the ""wild"""',
      "plain,1.15,1.5,0.1,inf,1.0,",
      '"with, comma",0.25,-2.0,7.0,1e+22,0.0,',
      "",
    ].join("\n"),
  );
});
