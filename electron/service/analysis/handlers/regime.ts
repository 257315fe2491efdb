import { readFile } from "node:fs/promises";
import { regimeJoin, regimeSummary } from "../../../contract/methods/regime.ts";
import { Problem } from "../../../contract/problem.ts";
import { register } from "../../handler.ts";
import { annotateDataset } from "../annotate-dataset.ts";
import { joinRegimes, parseRegimeBars } from "../regimes/bars.ts";
import { summariseRegimes } from "../regimes/summary.ts";
import { withView } from "../view/with-view.ts";

/** regime.summary */
export const regimeSummaryHandler = register(regimeSummary, (request, context, call) => {
  const whole = {
    ...request,
    regimes: undefined,
    minConfidence: undefined,
    confidenceWeighted: false,
    transition: undefined,
    rows: { kind: "observations" as const },
  };
  return withView(whole, context, call, ({ view }) => summariseRegimes(view, request, context));
});

/** regime.join */
export const regimeJoinHandler = register(regimeJoin, async (request, context, call) => {
  const text = await readFile(request.file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Problem("unreadable", `The regime series ${request.file} cannot be read: ${error.message}`, {
      file: request.file,
    });
  });
  const bars = parseRegimeBars(text, request.file);
  const largest = bars.reduce((most, bar) => Math.max(most, bar.confidence), 0);
  const isFraction =
    request.confidenceScale === "fraction" || (request.confidenceScale === "detect" && largest <= 1);
  const regimeOf = joinRegimes(bars, isFraction ? 100 : 1);
  const regimes: Record<string, number> = {};
  let matched = 0;
  let unmatched = 0;
  const { version } = await annotateDataset(request.dataset, context, call, (one) => {
    const found = regimeOf(one);
    if (found) matched += 1;
    else unmatched += 1;
    const changed = found
      ? {
          ...one,
          marketRegime: found.regime,
          confidence: found.confidence,
          transitionThreshold: found.transition,
        }
      : request.unmatched === "clear"
        ? { ...one, marketRegime: null, confidence: null, transitionThreshold: null }
        : one;
    const { marketRegime } = changed;
    if (marketRegime !== null) regimes[marketRegime] = (regimes[marketRegime] ?? 0) + 1;
    return changed;
  });
  return {
    version,
    bars: bars.length,
    matched,
    unmatched,
    confidenceScale: isFraction ? ("fraction" as const) : ("percent" as const),
    regimes,
  };
});
