import type { correlationTile } from "../../../contract/methods/correlation.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Handler } from "../../handler.ts";
import { mapOrder } from "../correlation/order.ts";
import { reduceTile } from "../correlation/tile.ts";
import { viewWeights } from "../correlation/weights.ts";
import { withView } from "../view/with-view.ts";

const mostBlocks = 1024;
/** Cells that are in memory at once: 32 MB. */
const mostCells = 2 ** 22;

/** correlation.tile */
export const readCorrelationTile: Handler<typeof correlationTile> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const { step } = request;
    if (Math.max(request.down.count, request.across.count) > mostBlocks * step)
      throw new Problem("bad-request", `A tile has at most ${mostBlocks} blocks of ${step} cells a side.`);
    const { order } = await mapOrder(view, request, context, call);
    const { weights } = viewWeights(view, request.weighting);
    const cut = ({ from, count }: { from: number; count: number }) => order.slice(from, from + count);
    const down = cut(request.down);
    const across = cut(request.across);
    const none = new Float32Array(0);
    if (down.length === 0 || across.length === 0) return { down, across, rho: none, strongest: none };
    if (step === 1) {
      const rho = await session.correlationMatrix(down, across, weights);
      return { down, across, rho: Float32Array.from(rho), strongest: none };
    }
    const diagonal = request.down.from - request.across.from;
    const reduction = reduceTile(down.length, across.length, step, diagonal);
    const stripe = Math.max(1, Math.floor(mostCells / across.length));
    for (let from = 0; from < down.length; from += stripe) {
      call.signal.throwIfAborted();
      const rows = down.slice(from, from + stripe);
      reduction.add(await session.correlationMatrix(rows, across, weights), from, rows.length);
    }
    return { down, across, ...reduction.end() };
  });
