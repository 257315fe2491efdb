import { useCallback } from "react";
import { Problem } from "../../../electron/contract/problem.ts";
import { useHost } from "../../bridge/use-host.ts";
import { goTo } from "../../state/route.ts";
import { tasks } from "../../state/tasks.ts";
import { importDraft, newDraft } from "./import-draft.ts";
import { staging } from "./staging-store.ts";

/**
 * Takes files that were dropped or chosen to where the service can read them, and begins an import of them; with the name of a
 * dataset, an append to that.
 */
export function useStaging(): (files: readonly File[], appendTo?: string) => Promise<void> {
  const host = useHost();
  return useCallback(
    async (files, appendTo) => {
      if (files.length === 0) return;
      goTo("import");
      staging.get()?.cancel();
      const own = new AbortController();
      const task = tasks.begin("Uploading", () => own.abort());
      const state = { fraction: 0, problem: null, cancel: () => own.abort() };
      staging.set(state);
      try {
        const paths = await host.stage(files, own.signal, (fraction) => {
          task.update({ stage: "Uploading", fraction });
          staging.set({ ...state, fraction });
        });
        importDraft.set(newDraft(paths, appendTo));
        staging.set(null);
      } catch (error) {
        const problem =
          error instanceof Problem ? error.report : { code: "internal" as const, message: String(error) };
        staging.set(problem.code === "cancelled" ? null : { ...state, problem });
      } finally {
        task.end();
      }
    },
    [host],
  );
}
