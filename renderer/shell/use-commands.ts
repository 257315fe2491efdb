import { useEffect } from "react";
import type { Command } from "./command.ts";
import { screenCommands } from "./screen-commands.ts";

/** Offers commands in the palette while the calling screen is shown. Pass a stable (memoised) list. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    screenCommands.set((present) => [...present, ...commands]);
    return () => screenCommands.set((present) => present.filter((one) => !commands.includes(one)));
  }, [commands]);
}
