import { useCallback } from "react";
import { Problem } from "../../electron/contract/problem.ts";
import { messages } from "../ui/toaster.ts";
import { useHost } from "./use-host.ts";

/** Hands a file below the data root to the user on a click; a failure is said over the window. */
export function useDeliver(): (path: string) => Promise<void> {
  const host = useHost();
  return useCallback(
    async (path) => {
      try {
        await host.deliver(path);
      } catch (error) {
        messages.failed(error instanceof Problem ? error.message : String(error));
      }
    },
    [host],
  );
}
