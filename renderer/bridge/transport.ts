import { Problem, type ProblemReport } from "../../electron/contract/problem.ts";
import type {
  CallOptions,
  ClientMessage,
  ServiceEvent,
  ServiceMessage,
  Transport,
} from "../../electron/contract/transport.ts";
import { line } from "../state/tasks.ts";
import { plainPaths } from "../ui/text.ts";

/** A two-way line of contract messages to the service, whatever carries them. */
export interface Channel {
  /** Rejects when the message could not be handed over. */
  send(message: ClientMessage): Promise<void>;
  /** Set once, before the first message. */
  listen(handlers: ChannelHandlers): void;
  close(): void;
}

export interface ChannelHandlers {
  message(message: ServiceMessage): void;
  /** The line is gone; what was running is lost. `restored` follows when it is back. */
  lost(reason: string): void;
  restored(): void;
  /** The line is gone and does not come back by itself: calls fail at once. */
  down(reason: string): void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (problem: Problem) => void;
  readonly onProgress: CallOptions["onProgress"];
}

/** Calls and events over a channel; the state of the line is kept in `line`. */
export function createTransport(channel: Channel): Transport {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: ServiceEvent) => void>();
  let lastId = 0;

  const receive = (message: ServiceMessage) => {
    if (message.kind === "event") {
      for (const listener of listeners) listener(message.event);
      return;
    }
    const call = waiting.get(message.id);
    if (!call) return;
    if (message.kind === "progress") {
      call.onProgress?.(message.progress);
      return;
    }
    waiting.delete(message.id);
    if (message.kind === "result") call.resolve(message.result);
    else call.reject(Problem.from(withoutStaging(message.problem)));
  };

  const fall = (state: "lost" | "down", reason: string) => {
    for (const call of waiting.values()) call.reject(new Problem("internal", reason));
    waiting.clear();
    line.set(({ turn }) => ({ state, notice: reason, turn }));
  };
  channel.listen({
    message: receive,
    lost: (reason) => fall("lost", reason),
    down: (reason) => fall("down", reason),
    restored: () => line.set(({ notice, turn }) => ({ state: "up", notice, turn: turn + 1 })),
  });

  return {
    call(method, request, options = {}) {
      const id = ++lastId;
      const { signal, onProgress } = options;
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new Problem("cancelled", "The work was cancelled."));
        const { state, notice } = line.get();
        if (state === "down") return reject(new Problem("internal", notice ?? "The service is down."));
        // The service checks the request and the handler's types pair it with this result.
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject, onProgress });
        signal?.addEventListener("abort", () => {
          if (!waiting.delete(id)) return;
          channel.send({ kind: "cancel", id }).catch(() => {});
          reject(new Problem("cancelled", "The work was cancelled."));
        });
        channel.send({ kind: "call", id, method: method.name, request }).catch((error: unknown) => {
          waiting.delete(id);
          reject(
            error instanceof Problem ? error : new Problem("internal", "The service cannot be reached."),
          );
        });
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => channel.close(),
  };
}

/** A file that was uploaded is known to the user by its name, not by where it was put. */
function withoutStaging({ message, remedy, file, ...more }: ProblemReport): ProblemReport {
  return {
    ...more,
    message: plainPaths(message),
    ...(remedy === undefined ? {} : { remedy: plainPaths(remedy) }),
    ...(file === undefined ? {} : { file: plainPaths(file) }),
  };
}
