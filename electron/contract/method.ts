import type { z } from "zod";

/**
 * One thing the service can do. A screen, a CLI command and a queued job are three ways into the same method.
 * Results may hold typed arrays (Float64Array, Uint32Array, ...); transports carry them as bytes.
 */
export interface Method<Request extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** One line for help texts and job lists. */
  readonly summary: string;
  readonly request: Request;
  readonly result: Result;
  /** Recorded in the job history and cancellable; for anything that can take over a second. */
  readonly job: boolean;
  /**
   * A job whose outcome stays: a dataset, a file, a search, a report to sign. Lists of jobs always show it; figures that a
   * screen asked for in passing are shown when they took long.
   */
  readonly lasting?: true;
}

export type RequestOf<M> = M extends Method<infer Request, z.ZodType> ? z.infer<Request> : never;
/** What a caller may leave out because the schema has a default. */
export type InputOf<M> = M extends Method<infer Request, z.ZodType> ? z.input<Request> : never;
export type ResultOf<M> = M extends Method<z.ZodType, infer Result> ? z.infer<Result> : never;

/** Identity function that keeps the precise types of a method's schemas. */
export function defineMethod<Request extends z.ZodType, Result extends z.ZodType>(
  method: Method<Request, Result>,
): Method<Request, Result> {
  return method;
}
