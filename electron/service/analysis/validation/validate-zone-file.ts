import type { ObjectiveMetric } from "../../../contract/search.ts";
import type { CallContext } from "../../call-context.ts";
import { pythonFixed } from "../../exporting/python-fixed.ts";
import type { ServiceContext } from "../../service-context.ts";
import { metricBasis } from "../metrics/basis.ts";
import { metricObjective, scoreMembers } from "../metrics/objective.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { type Comparison, compareFigures } from "./comparison.ts";
import type { FileValidation } from "./file-validation.ts";
import { nameFinder } from "./name-finder.ts";
import type { PrintedZonePortfolio } from "./parse-zone-portfolio.ts";

/** Scores the members of a zone's text on that zone's rows (`opened`) and compares what was printed, digit by digit. */
export async function validateZoneFile(
  file: string,
  printed: PrintedZonePortfolio,
  opened: OpenedView,
  context: ServiceContext,
  options: {
    readonly metric: Exclude<ObjectiveMetric, "enhanced" | "hybrid">;
    readonly drawdownThreshold: number;
  },
  call: CallContext,
): Promise<FileValidation> {
  const { view } = opened;
  const columns = printed.strategies.map(nameFinder(view));
  const unknown = printed.strategies.filter((_, k) => columns[k] === undefined);
  const mentioned = new Set(columns.filter((column) => column !== undefined));
  const empty = { file, kind: "zone-portfolio" as const, unknown, mentioned, comparisons: [] };
  if (unknown.length > 0 || mentioned.size === 0)
    return { ...empty, note: "its members are not in the dataset" };

  const basis = metricBasis({ profile: "legacy", annualisation: 252 }, context.settings, view);
  const plain = { drawdownFloor: 0, overZones: false, peakFromZero: false, annualisation: 252 };
  const objective = metricObjective({ ...options, ...plain });
  const score = await scoreMembers(
    context.engine,
    opened,
    Uint32Array.from(mentioned),
    objective,
    basis,
    call,
  );
  const ours: Record<string, readonly [number, number]> = {
    Fitness: [score.fitness, 4],
    "Net Profit": [score.roi, 2],
    ROI: [score.roi, 2],
    "Max Drawdown": [score.max_drawdown, 2],
    "Win Percentage": [score.win_percentage * 100, 2],
    "Profit Factor": [score.profit_factor, 2],
  };
  const comparisons = Object.entries(ours).flatMap(([figure, [value, digits]]): Comparison[] => {
    const theirs = printed.figures[figure];
    if (theirs === undefined) return [];
    const rounded = Number.isFinite(value) ? Number(pythonFixed(value, digits)) : value;
    return [compareFigures(printed.zone, figure, theirs, rounded, 10 ** -digits)];
  });
  return { ...empty, comparisons, note: "figures as printed, rounded" };
}
