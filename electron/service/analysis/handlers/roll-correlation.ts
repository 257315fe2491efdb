import type { correlationRolling } from "../../../contract/methods/correlation.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Handler } from "../../handler.ts";
import { columnsOf } from "../correlation/columns.ts";
import { rollingMeanCorrelation } from "../correlation/rolling.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

/** correlation.rolling */
export const rollCorrelation: Handler<typeof correlationRolling> = (request, context, call) =>
  withView(request, context, call, async ({ view }) => {
    const { window } = request;
    const { observations } = view.matrix;
    if (window > observations) {
      throw new Problem(
        "bad-request",
        `A window of ${window} is longer than the ${observations} observations.`,
      );
    }
    const series = columnsOf(view.matrix, findMembers(view, request.members));
    return {
      dates: view.observations.slice(window - 1).map((one) => one.date),
      meanRho: rollingMeanCorrelation(series, window),
      window,
    };
  });
