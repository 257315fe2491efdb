import { useCallback } from "react";
import type { InputOf, Method, ResultOf } from "../../electron/contract/method.ts";
import { problemOf } from "../../electron/contract/problem.ts";
import { withoutFlags } from "../ui/text.ts";
import { messages } from "../ui/toaster.tsx";
import { useHost } from "./host.ts";

/** Calls a quick method on a click; a failure is said over the window. Resolves to undefined when it failed. */
export function useAction(): <M extends Method>(
  method: M,
  request: InputOf<M>,
) => Promise<ResultOf<M> | undefined> {
  const { transport } = useHost();
  return useCallback(
    async (method, request) => {
      try {
        return await transport.call(method, request);
      } catch (error) {
        const { message, remedy = "" } = problemOf(error);
        messages.failed([message, withoutFlags(remedy)].filter(Boolean).join(" "));
        return undefined;
      }
    },
    [transport],
  );
}

/** Hands a file below the data root to the user on a click; a failure is said over the window. */
export function useDeliver(): (path: string) => Promise<void> {
  const host = useHost();
  return useCallback(
    async (path) => {
      try {
        await host.deliver(path);
      } catch (error) {
        messages.failed(problemOf(error).message);
      }
    },
    [host],
  );
}
