import type { Method, RequestOf, ResultOf } from "../contract/method.ts";
import type { CallContext } from "./call-context.ts";
import type { ServiceContext } from "./service-context.ts";

/** Does what a method of the contract promises. Throws Problem; anything else is reported as "internal". */
export type Handler<M extends Method> = (
  request: RequestOf<M>,
  context: ServiceContext,
  call: CallContext,
) => Promise<ResultOf<M>>;

/** A method with its handler, kept together so that the registry cannot pair the wrong two. */
export interface Registration {
  readonly method: Method;
  readonly handle: Handler<Method>;
}

/** Pairs a method with its handler under its precise types. */
export function register<M extends Method>(method: M, handle: Handler<M>): Registration {
  return { method, handle: handle as Handler<Method> };
}
