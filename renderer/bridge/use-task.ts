import { useCallback, useEffect, useRef, useState } from "react";
import { type ProblemReport, problemOf } from "../../electron/contract/problem.ts";
import type { Progress } from "../../electron/contract/transport.ts";
import { tasks } from "../state/tasks.ts";

export interface Task {
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly problem: ProblemReport | null;
  cancel(): void;
  clearProblem(): void;
}

export interface TaskTools {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Something that the user starts, watches and may cancel. It is listed in the status bar while it runs and is cancelled with
 * the screen only when `keep` is false. Resolves to undefined when it failed or was cancelled; the problem is in the state.
 */
export function useTask(
  title: string,
): Task & { run<T>(work: (tools: TaskTools) => Promise<T>): Promise<T | undefined> } {
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<ProblemReport | null>(null);
  const controller = useRef<AbortController | null>(null);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(
    async <T>(work: (tools: TaskTools) => Promise<T>): Promise<T | undefined> => {
      const own = new AbortController();
      controller.current = own;
      setRunning(true);
      setProgress(null);
      setProblem(null);
      const entry = tasks.begin(title, () => own.abort());
      try {
        return await work({
          signal: own.signal,
          onProgress(latest) {
            entry.update(latest);
            if (mounted.current) setProgress(latest);
          },
        });
      } catch (error) {
        const report = problemOf(error);
        if (report.code !== "cancelled" && mounted.current) setProblem(report);
        return undefined;
      } finally {
        entry.end();
        if (mounted.current) setRunning(false);
      }
    },
    [title],
  );
  const cancel = useCallback(() => controller.current?.abort(), []);
  const clearProblem = useCallback(() => setProblem(null), []);
  return { running, progress, problem, run, cancel, clearProblem };
}
