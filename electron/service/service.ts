import type { z } from "zod";
import { issueWords } from "../contract/issue-words.ts";
import type { Method } from "../contract/method.ts";
import { Problem, problemOf } from "../contract/problem.ts";
import type { CallOptions, Progress, ServiceEvent, Transport } from "../contract/transport.ts";
import type { CallContext, ServiceContext } from "./context.ts";
import { checkPlaces } from "./disk/own-places.ts";
import type { Registration } from "./handler.ts";
import { registrations } from "./registrations.ts";
import { refuseUnknownKeys } from "./unknown-keys.ts";
import { fillView } from "./views/fill-view.ts";

/** The product's brain in one process. A Transport itself, so that the CLI and tests call it directly. */
export interface Service extends Transport {
  readonly context: ServiceContext;
  /** Calls a method by its name with an unchecked request: the entry for messages from other processes. */
  callByName(name: string, request: unknown, options?: Parameters<Transport["call"]>[2]): Promise<unknown>;
  /** Names of all methods. */
  methods(): string[];
  /** What the request of a method looks like; undefined for a name that is none. */
  requestOf(name: string): z.ZodType | undefined;
}

/** Of a call that the service makes itself: the queued job or the kept search that it is. */
type OwnCallOptions = CallOptions & Pick<CallContext, "job" | "search">;

/** What the wiring offers to the parts of a context. */
export interface Wiring {
  readonly emit: ServiceContext["emit"];
  /** Throws Problem "not-found" or "bad-request" for a call that would be refused; returns the method's summary. */
  check(name: string, request: unknown): string;
  /** The methods that count as jobs. */
  readonly methods: readonly Method[];
  /** Runs a call without a line in the job history. */
  execute(name: string, request: unknown, options?: OwnCallOptions): Promise<unknown>;
  /** Runs a call with one. */
  call(name: string, request: unknown, options?: OwnCallOptions): Promise<unknown>;
}

/**
 * Wires the registered handlers to a context. Requests are checked against the contract; calls of methods that count as
 * jobs are added to the job history.
 */
export function wireService(makeContext: (wiring: Wiring) => ServiceContext): Service {
  const listeners = new Set<(event: ServiceEvent) => void>();
  const running = new Set<AbortController>();
  const byName = new Map(registrations.map((one) => [one.method.name, one]));
  const parse = (name: string, request: unknown) => parseCall(byName.get(name), name, request);

  const execute = executor(parse, running, () => context);

  const callByName: Wiring["call"] = async (name, request, options = {}) => {
    const { method } = parse(name, request).registration;
    if (!method.job) return execute(name, request, options);
    const call = { method: name, title: method.summary, request, startedAt: new Date().toISOString() };
    try {
      const result = await execute(name, request, options);
      await context.jobs.record({ ...call, problem: null }, result);
      return result;
    } catch (error) {
      // What a screen asked for in passing and gave up when it was left is no job that failed.
      if (method.lasting) await context.jobs.record({ ...call, problem: problemOf(error) });
      throw error;
    }
  };

  const context = makeContext({
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    methods: registrations.map(({ method }) => method).filter(({ job }) => job),
    check(name, request) {
      const { method } = parse(name, request).registration;
      refuseUnknownKeys(method.request, request, name);
      return method.summary;
    },
    execute,
    call: callByName,
  });

  return {
    context,
    callByName,
    methods: () => [...byName.keys()],
    requestOf: (name) => byName.get(name)?.method.request,
    call: async (method, request, options) =>
      // The registry pairs each method with a handler of its own types, see handler.ts.
      (await callByName(method.name, request, options)) as never,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const controller of running) controller.abort();
    },
  };
}

/** A call's registration and its checked request. Throws Problem "not-found" or "bad-request". */
function parseCall(
  registration: Registration | undefined,
  name: string,
  request: unknown,
): { registration: Registration; request: unknown } {
  if (!registration) {
    throw new Problem("not-found", `There is no method ${name}.`, {
      remedy: "tessera jobs methods lists them.",
    });
  }
  const parsed = registration.method.request.safeParse(request);
  if (!parsed.success) throw new Problem("bad-request", `${name}: ${issueWords(parsed.error)}`);
  return { registration, request: parsed.data };
}

/** Runs calls; `running` holds what a shutdown aborts. */
function executor(
  parse: (name: string, request: unknown) => ReturnType<typeof parseCall>,
  running: Set<AbortController>,
  contextOf: () => ServiceContext,
): Wiring["execute"] {
  return async (name, unchecked, { signal, job, search, onProgress } = {}) => {
    const context = contextOf();
    const parsed = parse(name, unchecked);
    const request = await completed(parsed, context);
    const controller = new AbortController();
    running.add(controller);
    try {
      const { method, handle } = parsed.registration;
      const own = { signal: AbortSignal.any([controller.signal, ...(signal ? [signal] : [])]), job, search };
      const report = (progress: Progress) => onProgress?.(progress);
      return await context.monitor.measure(method, request, report, (progress) =>
        handle(request as never, context, { ...own, progress }),
      );
    } finally {
      running.delete(controller);
    }
  };
}

/**
 * A checked request with what it leaves to kept view and settings. Throws Problem "bad-request" for a place that is not for it.
 */
async function completed(
  { registration: { method }, request }: ReturnType<typeof parseCall>,
  context: ServiceContext,
): Promise<unknown> {
  const complete = await fillView(method.request, request, context);
  await checkPlaces(context.home, method.request, complete);
  return complete;
}
