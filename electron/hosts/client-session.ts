import { problemOf } from "../contract/problem.ts";
import { clientMessage, type Progress, type ServiceMessage } from "../contract/transport.ts";
import type { Service } from "../service/service.ts";

/**
 * Passes progress on at most every `everyMs` (4 Hz by default: nobody reads figures that change faster, and each is a chart
 * that is drawn anew); the latest one is never lost, only late.
 * `flush` sends what is held back, before the result.
 */
export function thinProgress(
  send: (progress: Progress) => void,
  everyMs = 250,
): { report(progress: Progress): void; flush(): void } {
  let held: Progress | null = null;
  let timer: NodeJS.Timeout | null = null;

  const sendHeld = () => {
    timer = null;
    if (held === null) return;
    const latest = held;
    held = null;
    send(latest);
    timer = setTimeout(sendHeld, everyMs);
  };

  return {
    report(progress) {
      held = progress;
      if (timer === null) sendHeld();
    },
    flush() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (held !== null) send(held);
      held = null;
    },
  };
}

/** One window's (or script's) connection to the service, whatever carries its messages. */
export interface ClientSession {
  /** Takes a message as it came; one that is not in the contract is dropped with a line in the log. */
  receive(message: unknown): void;
  /** The client is gone: all its calls are cancelled. */
  close(): void;
}

export interface ClientSessionOptions {
  readonly service: Pick<Service, "callByName" | "subscribe">;
  readonly send: (message: ServiceMessage) => void;
  /** What takes long about sending a result, done in pieces before it is sent. */
  readonly prepare?: (result: unknown) => Promise<void>;
  /** Looks at a request before the service does; throws Problem to refuse it. */
  readonly guard?: (method: string, request: unknown) => unknown;
}

/** Serves one client. Errors become problem messages; nothing thrown by a call leaves this function. */
export function openClientSession({ service, send, prepare, guard }: ClientSessionOptions): ClientSession {
  const running = new Map<number, AbortController>();
  let open = true;
  const sendIfOpen = (message: ServiceMessage) => {
    if (open) send(message);
  };
  const unsubscribe = service.subscribe((event) => sendIfOpen({ kind: "event", event }));

  const call = async (id: number, method: string, request: unknown) => {
    const controller = new AbortController();
    running.set(id, controller);
    // Last words of a client that is gone: work ends as it begins, and what it wants remembered is.
    if (!open) controller.abort();
    const progress = thinProgress((latest) => sendIfOpen({ kind: "progress", id, progress: latest }));
    try {
      const allowed = guard ? await guard(method, request) : request;
      const result = await service.callByName(method, allowed, {
        signal: controller.signal,
        onProgress: progress.report,
      });
      await prepare?.(result);
      progress.flush();
      sendIfOpen({ kind: "result", id, result });
    } catch (error) {
      progress.flush();
      sendIfOpen({ kind: "problem", id, problem: problemOf(error) });
    } finally {
      running.delete(id);
    }
  };

  return {
    receive(raw) {
      const parsed = clientMessage.safeParse(raw);
      if (!parsed.success) {
        console.error("A message that is not in the contract was dropped.");
        return;
      }
      const message = parsed.data;
      if (message.kind === "cancel") running.get(message.id)?.abort();
      else if (!running.has(message.id)) void call(message.id, message.method, message.request);
    },
    close() {
      open = false;
      unsubscribe();
      for (const controller of running.values()) controller.abort();
    },
  };
}
