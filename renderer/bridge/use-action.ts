import { useCallback } from "react";
import type { InputOf, Method, ResultOf } from "../../electron/contract/method.ts";
import { Problem } from "../../electron/contract/problem.ts";
import { messages } from "../ui/toaster.ts";
import { withoutFlags } from "../ui/without-flags.ts";
import { useHost } from "./use-host.ts";

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
        messages.failed(
          error instanceof Problem
            ? [error.message, withoutFlags(error.report.remedy ?? "")].filter(Boolean).join(" ")
            : String(error),
        );
        return undefined;
      }
    },
    [transport],
  );
}
