import type { correlationTile } from "../../../contract/methods/correlation-tile.ts";
import type { Handler } from "../../handler.ts";
import { mapOrder } from "../correlation/map-order.ts";
import { withView } from "../view/with-view.ts";

/** correlation.tile */
export const readCorrelationTile: Handler<typeof correlationTile> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const { order } = await mapOrder(view, request, context.engine, call);
    const cut = ({ from, count }: { from: number; count: number }) => order.slice(from, from + count);
    const down = cut(request.down);
    const across = cut(request.across);
    const isEmpty = down.length === 0 || across.length === 0;
    const rho = isEmpty ? new Float64Array(0) : await session.correlationMatrix(down, across);
    return { down, across, rho: Float32Array.from(rho) };
  });
