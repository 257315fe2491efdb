import type { z } from "zod";
import { Problem } from "../contract/problem.ts";
import type { CallOptions, ServiceEvent } from "../contract/transport.ts";
import { registrations } from "./registrations.ts";
import type { Service } from "./service.ts";
import type { ServiceContext } from "./service-context.ts";

/** "minSize: Too small" for each issue of a refused request. */
function issuesOf(error: z.ZodError): string {
  return error.issues
    .map((issue) => [issue.path.join("."), issue.message].filter(Boolean).join(": "))
    .join("; ");
}

/** Wires the registered handlers to a context. Requests are checked against the contract. */
export function wireService(makeContext: (emit: ServiceContext["emit"]) => ServiceContext): Service {
  const listeners = new Set<(event: ServiceEvent) => void>();
  const running = new Set<AbortController>();
  const byName = new Map(registrations.map((one) => [one.method.name, one]));
  const context = makeContext((event) => {
    for (const listener of listeners) listener(event);
  });

  const callByName = async (name: string, request: unknown, options: CallOptions = {}): Promise<unknown> => {
    const registration = byName.get(name);
    if (!registration) throw new Problem("not-found", `There is no method ${name}.`);
    const parsed = registration.method.request.safeParse(request);
    if (!parsed.success) throw new Problem("bad-request", `${name}: ${issuesOf(parsed.error)}`);
    const controller = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal;
    running.add(controller);
    try {
      return await registration.handle(parsed.data, context, {
        signal,
        progress: (progress) => options.onProgress?.(progress),
      });
    } finally {
      running.delete(controller);
    }
  };

  return {
    context,
    callByName,
    methods: () => [...byName.keys()],
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
