import type { ResultOf } from "../../contract/method.ts";
import type { zoneSearch } from "../../contract/methods/zone.ts";
import { formatDuration } from "../../contract/text.ts";
import { formatFigure } from "./format-figure.ts";
import { formatTable } from "./format-table.ts";

const meaning = {
  weighted: "by the zone weights",
  equal: "every zone the same",
  best: "the best zone alone",
  allocation: "by each zone's profit",
} as const;

/** Portfolios of intraday zones for the terminal. */
export function describeZoneSearch(result: ResultOf<typeof zoneSearch>): string {
  const zones = formatTable(
    [
      { title: "zone", text: ({ name }) => name },
      { title: "rows", align: "right", text: ({ observations }) => String(observations) },
      { title: "weight", align: "right", text: ({ weight }) => formatFigure(weight) },
      { title: "inverted", align: "right", text: ({ inverted }) => String(inverted) },
      { title: "size", align: "right", text: ({ best }) => String(best.size) },
      { title: "by", text: ({ best }) => best.algorithm },
      { title: "fitness", align: "right", text: ({ best }) => formatFigure(best.fitness) },
      { title: "roi", align: "right", text: ({ best }) => formatFigure(best.roi) },
      { title: "max drawdown", align: "right", text: ({ best }) => formatFigure(best.max_drawdown) },
      {
        title: "more than luck?",
        text: ({ luck }) => luck.verdict,
      },
    ],
    result.zones,
  );
  const overall = formatTable(
    [
      { title: "all zones, size", align: "right", text: ({ size }) => String(size) },
      { title: "by", text: ({ algorithm }) => algorithm },
      { title: "fitness", align: "right", text: ({ fitness }) => formatFigure(fitness) },
      { title: "roi", align: "right", text: ({ roi }) => formatFigure(roi) },
      { title: "max drawdown", align: "right", text: (one) => formatFigure(one.max_drawdown) },
    ],
    result.overall,
  );
  const combinations = formatTable(
    [
      { title: "combined", text: ({ kind }) => kind },
      { title: "", text: ({ kind }) => meaning[kind] },
      { title: "strategies", align: "right", text: ({ members }) => String(members.length) },
      { title: "fitness", align: "right", text: ({ fitness }) => formatFigure(fitness) },
      { title: "roi", align: "right", text: ({ roi }) => formatFigure(roi) },
      { title: "max drawdown", align: "right", text: (one) => formatFigure(one.maxDrawdown) },
      { title: "win rate", align: "right", text: ({ winRate }) => formatFigure(winRate) },
      { title: "sharpe", align: "right", text: ({ sharpe }) => formatFigure(sharpe) },
    ],
    result.combinations,
  );
  return [
    zones,
    ...result.skipped.map(({ name, reason }) => `${name} was left out: ${reason}`),
    result.overall.length > 0 ? overall : "",
    combinations,
    "fitness of a combination: sum of weight x fitness; its other figures: the legacy ones of the combined daily series",
    `${formatDuration(result.seconds)}${result.files.length > 0 ? `, ${result.files.length} files written` : ""}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
