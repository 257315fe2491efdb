import type { CallContext } from "../../call-context.ts";
import type { EngineSession } from "../../engine/engine-session.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { InversionFacts } from "./inversion-facts.ts";

/** The facts of a matrix that is open on the engine, with the bits of factsOfMatrix. */
export async function factsOfSession(session: EngineSession, call?: CallContext): Promise<InversionFacts> {
  const figures = await session.inversionFigures(call);
  const of = (name: keyof typeof nativeIds.inversionFigure) => {
    const begin = nativeIds.inversionFigure[name] * session.strategies;
    return figures.subarray(begin, begin + session.strategies);
  };
  return {
    sum: of("sum"),
    smallest: of("smallest"),
    largest: of("largest"),
    negativeRows: of("negative_rows"),
  };
}
