import type { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import type { SessionAccounts } from "./accounts.ts";
import type { TesseraAddon } from "./addon/addon.ts";
import type { SessionHandle, SessionOptions } from "./addon/backend.ts";
import { type Operations, operationsOf, operationsOn } from "./addon/operations.ts";
import type { NativeSearchRequest, NativeSearchResult } from "./addon/search.ts";
import { type Judgements, judgementsOf } from "./judgements.ts";
import { nativeProblem } from "./native-problem.ts";
import { withControl } from "./with-control.ts";

/** A matrix loaded on a backend. Close it; a cancelled call rejects with a Problem of code "cancelled". */
export interface EngineSession extends Operations {
  readonly backend: string;
  readonly observations: number;
  readonly strategies: number;
  /** Limits of a device's memory that it was opened within, for who opens another alike; see OpenSessionOptions. */
  readonly memory: readonly string[];
  search(request: Omit<NativeSearchRequest, "session">, call?: CallContext): Promise<NativeSearchResult>;
  readonly judgements: Judgements;
  close(): void;
}

/** Opens a session on a backend and wraps the addon's functions with cancellation, progress and Problems. */
export async function openEngineSession(
  addon: TesseraAddon,
  backendName: string,
  options: SessionOptions,
  { observations, strategies }: Pick<PnlMatrix, "observations" | "strategies">,
  accounts: SessionAccounts,
  memory: readonly string[] = [],
): Promise<EngineSession> {
  const handle: SessionHandle = await withControl((control) => addon.openSession(options, control));
  const settle = accounts.add(backendName, () => addon.sessionStats(handle));
  const judgements = judgementsOf(addon, handle);
  return {
    backend: backendName,
    observations,
    strategies,
    memory,
    ...operationsOf(addon, handle),
    search: (request, call) =>
      withControl((control) => addon.search({ ...request, session: handle }, control), call),
    judgements,
    close() {
      settle();
      judgements.closeAll();
      addon.closeSession(handle);
    },
  };
}

/** Opens the session that goes on after `problem`; undefined when nothing can. */
type Successor = (problem: Problem) => Promise<EngineSession> | undefined;

/**
 * A session that goes on elsewhere when its device fails: the operation that failed is repeated there, and so is everything
 * after it. `backend` then names the new place.
 */
export function fallbackSession(first: EngineSession, successor: Successor): EngineSession {
  let current = first;
  let moving: Promise<void> | undefined;

  async function attempt<Result>(work: (session: EngineSession) => Promise<Result>): Promise<Result> {
    const session = current;
    try {
      return await work(session);
    } catch (error) {
      const problem = nativeProblem(error);
      // Several operations may fail at once; the first of them moves the session.
      if (current === session && !moving) {
        moving = successor(problem)?.then((next) => {
          current = next;
        });
      }
      if (!moving) throw problem;
      await moving;
      if (current === session) throw problem;
      return work(current);
    }
  }

  return {
    get backend() {
      return current.backend;
    },
    observations: first.observations,
    strategies: first.strategies,
    memory: first.memory,
    ...operationsOn(attempt),
    search: (...args) => attempt((session) => session.search(...args)),
    // A judgement needs no session once it is made: what fails on its device is done on the processor.
    judgements: {
      ...first.judgements,
      judge: (...args) => attempt((session) => session.judgements.judge(...args)),
    },
    close() {
      first.close();
      if (current !== first) current.close();
    },
  };
}
