import { useCallback } from "react";
import { useHost } from "../../bridge/use-host.ts";
import { useTask } from "../../bridge/use-task.ts";
import { goTo } from "../../state/route.ts";
import { importDraft, newDraft } from "./import-draft.ts";

/** Takes files that were dropped or chosen to where the service can read them, and begins an import of them. */
export function useStaging() {
  const host = useHost();
  const task = useTask("Uploading");
  const { run } = task;
  const stage = useCallback(
    async (files: readonly File[]) => {
      if (files.length === 0) return;
      goTo("import");
      const paths = await run(({ signal, onProgress }) =>
        host.stage(files, signal, (fraction) => onProgress({ stage: "Uploading", fraction })),
      );
      if (paths) importDraft.set(newDraft(paths));
    },
    [host, run],
  );
  return { stage, task };
}
