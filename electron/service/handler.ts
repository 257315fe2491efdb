import type { Method, RequestOf, ResultOf } from "../contract/method.ts";
import type { CallContext, ServiceContext } from "./context.ts";

/** Does what a method of the contract promises. Throws Problem; anything else is reported as "internal". */
export type Handler<M extends Method> = (
  request: RequestOf<M>,
  context: ServiceContext,
  call: CallContext,
) => Promise<ResultOf<M>>;

/**
 * A method with its handler, kept together so that the registry cannot pair the wrong two. Whoever wants the work of
 * another method inside the service calls `handle` of its registration with a parsed request.
 */
export interface Registration<M extends Method = Method> {
  readonly method: M;
  handle(...call: Parameters<Handler<M>>): ReturnType<Handler<M>>;
}

/**
 * Pairs a method with its handler under its precise types. The method "correlation.tile" is handled in
 * `<room>/handlers/correlation.ts` (or `<room>/handlers/correlation/tile.ts` where that file would be long) by
 * `export const correlationTileHandler = register(correlationTile, ...)`; a test in tests/service keeps it so. Long work
 * lives in the files of its subject.
 */
export function register<M extends Method>(method: M, handle: Handler<M>): Registration<M> {
  return { method, handle };
}
