import type { Problem } from "../../contract/problem.ts";
import type { EngineSession } from "./engine-session.ts";
import { nativeProblem } from "./native-problem.ts";

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
    metrics: (...args) => attempt((session) => session.metrics(...args)),
    groupStats: (...args) => attempt((session) => session.groupStats(...args)),
    inversionFigures: (...args) => attempt((session) => session.inversionFigures(...args)),
    correlationReduce: (...args) => attempt((session) => session.correlationReduce(...args)),
    correlationMatrix: (...args) => attempt((session) => session.correlationMatrix(...args)),
    scorePortfolios: (...args) => attempt((session) => session.scorePortfolios(...args)),
    search: (...args) => attempt((session) => session.search(...args)),
    close() {
      first.close();
      if (current !== first) current.close();
    },
  };
}
