import type { strategyCurves } from "../../../contract/methods/strategy.ts";
import type { Handler } from "../../handler.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

/** strategy.curves */
export const thinCurves: Handler<typeof strategyCurves> = (request, context, call) =>
  withView(request, context, call, async ({ view }) => {
    const members = findMembers(view, request.strategies);
    const { observations } = view.matrix;
    const points = Math.min(request.points, observations);
    const equity = new Float32Array(members.length * points);
    members.forEach((member, i) => {
      let sum = 0;
      let point = 0;
      for (let t = 0; t < observations; t += 1) {
        sum += (view.matrix.rows[t] as Float64Array)[member] || 0;
        // Evenly spaced rows; the last point is always the last row.
        if ((t + 1) * points >= (point + 1) * observations) {
          equity[i * points + point] = sum;
          point += 1;
        }
      }
    });
    return { strategies: Array.from(members, (i) => view.strategies[i] as string), points, equity };
  });
