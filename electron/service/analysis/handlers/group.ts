import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import { groupStatistic, groupStrategies } from "../../../contract/methods/group.ts";
import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { noGroup } from "../../engine/addon/figures.ts";
import type { EngineSession } from "../../engine/session.ts";
import { register } from "../../handler.ts";
import { measureGroups } from "../groups/measure.ts";
import { groupObservations, type ObservationGroups, zoneGroups } from "../groups/observation-groups.ts";
import { profileOf } from "../metrics/basis.ts";
import { byPanels, PanelJoin, type PanelStrategies, strategiesOfPanel } from "../view/by-panels.ts";
import { pinVersion } from "../view/kept.ts";
import { findMembers, namesOf } from "../view/members.ts";
import { panelsOf } from "../view/table-memory.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { withMembers } from "../view/with-members.ts";

type Request = RequestOf<typeof groupStrategies>;
type Result = ResultOf<typeof groupStrategies>;

/** group.strategies */
export const groupStrategiesHandler = register(groupStrategies, async (asked, context, call) => {
  const pinned = await pinVersion(asked, context);
  const request = { ...pinned, ...rowsFor(pinned) };
  const panels = request.strategies ? undefined : await panelsOf(request, context);
  if (panels) {
    const stage = "Measuring groups of rows";
    const around = { context, grouped: grouping(request.by) };
    const found = await byPanels(request, panels, stage, context, call, async (opened, panel, quiet) => ({
      ...strategiesOfPanel(opened.view, request),
      figures: await figuresOf(request, opened, { ...around, cellsOfWhole: panel.cellsOfWhole }, quiet),
    }));
    return joinPanels(found);
  }
  return withMembers(request, request.strategies, context, call, (opened) =>
    figuresOf(request, opened, { context, grouped: grouping(request.by) }, call),
  );
});

/** The figures of a panel are those of the whole table in everything but which strategies they are of. */
function joinPanels(panels: readonly (PanelStrategies & { readonly figures: Result })[]): Result {
  const [first] = panels;
  if (!first) throw new Error("there is no panel to join");
  const { figures } = first;
  const join = new PanelJoin(panels);
  return {
    ...figures,
    strategies: join.strategies,
    values: figures.values.map((_, k) => join.column((panel) => panel.figures.values[k])),
    whole: figures.whole.map((_, k) => join.column((panel) => panel.figures.whole[k])),
  };
}

interface Around {
  readonly context: Pick<ServiceContext, "engine" | "settings">;
  readonly grouped: ReturnType<typeof grouping>;
  /** Of the table that the view is a panel of. */
  readonly cellsOfWhole?: number;
}

async function figuresOf(
  request: Request,
  { view, session }: OpenedView,
  { context, grouped, ...whole }: Around,
  call: CallContext,
): Promise<Result> {
  const statistics = request.statistics ?? groupStatistic.options;
  const chosen = request.strategies && findMembers(view, request.strategies);
  const profile = profileOf(request, context.settings);
  const options = { statistics, strategies: chosen, peakFromZero: profile !== "legacy" };
  const answer = async (groups: ObservationGroups, ungrouped: number, on: EngineSession) => ({
    by: request.by,
    strategies: namesOf(view, chosen),
    groups: groups.names.map((name, g) => ({ name, observations: countOf(groups, g) })),
    ungrouped,
    statistics: [...statistics],
    ...(await measureGroups(on, groups, options, call)),
    profile,
  });
  if (request.by === "zone") {
    const { matrix, groups, outside } = zoneGroups(view.matrix, view.observations);
    const zones = await context.engine.open(matrix, { memory: session.memory, ...whole });
    try {
      return await answer(groups, outside, zones);
    } finally {
      zones.close();
    }
  }
  const groups = grouped(view.observations);
  if (groups.names.length === 0) throw nothingToGroupBy(request.by);
  return answer(groups, countOf(groups, noGroup), session);
}

/** Sorts rows by regime or weekday. Panels of a table have their observations in common: these are looked at once. */
function grouping(by: Request["by"]): (observations: readonly Observation[]) => ObservationGroups {
  let last: { readonly of: readonly Observation[]; readonly groups: ObservationGroups } | undefined;
  const sorted = (observations: readonly Observation[]) =>
    by === "regime"
      ? groupObservations(
          observations,
          (one) => one.marketRegime,
          (a, b) => ((a.marketRegime ?? "") < (b.marketRegime ?? "") ? -1 : 1),
        )
      : groupObservations(
          observations,
          (one) => one.day,
          (a, b) => weekday(a.date) - weekday(b.date),
        );
  return (observations) => {
    if (last?.of !== observations) last = { of: observations, groups: sorted(observations) };
    return last.groups;
  };
}

/** Figures of regimes and zones are those of regime.summary and zone.summary, which look at the same rows. */
function rowsFor(request: Request): ViewRequest {
  const rows = { kind: "observations" as const };
  if (request.by === "zone") return { ...request, rows };
  if (request.by === "weekday") return request;
  return { ...request, rows, confidenceWeighted: false, transition: undefined };
}

function countOf({ groupOf }: ObservationGroups, group: number): number {
  return groupOf.reduce((count, one) => (one === group ? count + 1 : count), 0);
}

/** 0 = Monday. */
function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function nothingToGroupBy(by: Request["by"]): Problem {
  if (by === "regime") {
    return new Problem("bad-request", "The dataset has no market regimes.", {
      remedy: "Import a file with a regime column, or join a series of regimes by date and time.",
    });
  }
  return new Problem("bad-request", "The rows have no weekday of their own.");
}
