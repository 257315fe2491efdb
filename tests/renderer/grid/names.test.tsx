import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NameText, sharedEnds } from "../../../renderer/grid/names.tsx";

const shownOf = (names: readonly string[]): string[] =>
  names.map((name) =>
    renderToStaticMarkup(<NameText name={name} shared={sharedEnds(names)} />).replaceAll(/<[^>]*>/g, ""),
  );

describe("names in narrow places", () => {
  it("are as they are where they are short, and where one stands alone", () => {
    expect(shownOf(["strategy_1", "strategy_2"])).toEqual(["strategy_1", "strategy_2"]);
    expect(shownOf(["one name that is longer than any place for it"])).toEqual([
      "one name that is longer than any place for it",
    ]);
  });

  it("leave out whole words that all begin or end with", () => {
    const names = ["09:20", "09:25", "10:00"].map(
      (time) => `NIFTY straddle, entry ${time} exit at the close`,
    );
    expect(shownOf(names)).toEqual(["…09:20…", "…09:25…", "…10:00…"]);
    expect(shownOf(["NIFTY straddle of the week 10", "NIFTY straddle of the week 1000"])).toEqual([
      "…10",
      "…1000",
    ]);
  });

  it("leave out nothing twice: what is left of the shortest may be nothing, and its whole name is in the tip", () => {
    const names = [
      "a long name of a strategy a long name",
      "a long name of a strategy a long name of a strategy a long name",
    ];
    const [first = "", second = ""] = shownOf(names);
    expect(first).not.toBe(second);
    expect(renderToStaticMarkup(<NameText name="x & y" />)).toContain('title="x &amp; y"');
  });
});
