import { useCallback, useEffect, useRef, useState } from "react";
import type { InputOf, Method, ResultOf } from "../../electron/contract/method.ts";
import { type ProblemReport, problemOf } from "../../electron/contract/problem.ts";
import type { Progress, ServiceEvent } from "../../electron/contract/transport.ts";
import { useStore } from "../state/store.ts";
import { line } from "../state/tasks.ts";
import { useHost } from "./host.ts";

export interface Result<T> {
  /** The latest result; stays while a newer request is under way, so that a screen does not blink. */
  readonly data: T | null;
  readonly problem: ProblemReport | null;
  readonly loading: boolean;
  readonly progress: Progress | null;
  readonly reload: () => void;
}

/**
 * The service's answer to a request, asked again when the request changes (by value) or one of `refreshOn` happens. Null asks
 * nothing. A request that is no longer wanted is cancelled.
 */
export function useResult<M extends Method>(
  method: M,
  request: InputOf<M> | null,
  refreshOn: readonly ServiceEvent["kind"][] = [],
): Result<ResultOf<M>> {
  const { transport } = useHost();
  const [state, setState] = useState<Omit<Result<ResultOf<M>>, "reload">>({
    data: null,
    problem: null,
    loading: request !== null,
    progress: null,
  });
  const [turn, setTurn] = useState(0);
  // What failed because the line was lost is asked again when it is back.
  const lineTurn = useStore(line).turn;
  const key = request === null ? null : JSON.stringify(request);
  const latest = useRef(request);
  latest.current = request;
  const events = refreshOn.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the request by value, `turn` for a reload
  useEffect(() => {
    if (latest.current === null) {
      setState({ data: null, problem: null, loading: false, progress: null });
      return;
    }
    const controller = new AbortController();
    setState((present) => ({ ...present, loading: true, progress: null }));
    transport
      .call(method, latest.current, {
        signal: controller.signal,
        onProgress: (progress) => setState((present) => ({ ...present, progress })),
      })
      .then((data) => setState({ data, problem: null, loading: false, progress: null }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ data: null, problem: problemOf(error), loading: false, progress: null });
      });
    return () => controller.abort();
  }, [transport, method, key, turn, lineTurn]);

  const reload = useCallback(() => setTurn((present) => present + 1), []);
  useEffect(() => {
    if (events === "") return;
    return transport.subscribe((event) => {
      if (events.split(",").includes(event.kind)) reload();
    });
  }, [transport, events, reload]);
  return { ...state, reload };
}

/** How often one of these has happened since the screen is there: what was kept of answers before is asked for again. */
export function useTurn(kinds: readonly ServiceEvent["kind"][]): number {
  const { transport } = useHost();
  const [turn, setTurn] = useState(0);
  const wanted = kinds.join();
  useEffect(
    () =>
      transport.subscribe((event) => {
        if (wanted.split(",").includes(event.kind)) setTurn((present) => present + 1);
      }),
    [transport, wanted],
  );
  return turn;
}
