import type { RequestOf } from "../../../contract/method.ts";
import { groupStatistic, groupStrategies } from "../../../contract/methods/group.ts";
import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import { noGroup } from "../../engine/addon/figures.ts";
import { register } from "../../handler.ts";
import { measureGroups } from "../groups/measure.ts";
import { groupObservations, type ObservationGroups, zoneGroups } from "../groups/observation-groups.ts";
import { profileOf } from "../metrics/basis.ts";
import { findMembers, namesOf } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

type Request = RequestOf<typeof groupStrategies>;

/** group.strategies */
export const groupStrategiesHandler = register(groupStrategies, (request, context, call) =>
  withView(rowsFor(request), context, call, async ({ view, session }) => {
    const statistics = request.statistics ?? groupStatistic.options;
    const chosen = request.strategies && findMembers(view, request.strategies);
    const profile = profileOf(request, context.settings);
    const options = { statistics, strategies: chosen, peakFromZero: profile !== "legacy" };
    const answer = (
      groups: ObservationGroups,
      ungrouped: number,
      measures: Awaited<ReturnType<typeof measureGroups>>,
    ) => ({
      by: request.by,
      strategies: namesOf(view, chosen),
      groups: groups.names.map((name, g) => ({ name, observations: countOf(groups, g) })),
      ungrouped,
      statistics: [...statistics],
      ...measures,
      profile,
    });

    if (request.by === "zone") {
      const { matrix, groups, outside } = zoneGroups(view.matrix, view.observations);
      const zones = await context.engine.open(matrix, {
        memory: session.memory,
      });
      try {
        return answer(groups, outside, await measureGroups(zones, groups, options, call));
      } finally {
        zones.close();
      }
    }
    const groups =
      request.by === "regime"
        ? groupObservations(
            view.observations,
            (one) => one.marketRegime,
            (a, b) => ((a.marketRegime ?? "") < (b.marketRegime ?? "") ? -1 : 1),
          )
        : groupObservations(
            view.observations,
            (one) => one.day,
            (a, b) => weekday(a.date) - weekday(b.date),
          );
    if (groups.names.length === 0) throw nothingToGroupBy(request.by);
    return answer(groups, countOf(groups, noGroup), await measureGroups(session, groups, options, call));
  }),
);

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
