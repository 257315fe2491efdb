import { useEffect } from "react";
import { goTo } from "../state/route.ts";
import { commandPaletteOpen } from "./command-palette-open.ts";
import { screenList } from "./screen-list.ts";

/** Ctrl+K (Cmd+K) opens the command palette, Alt+1..9 the screens. */
export function useGlobalKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        commandPaletteOpen.set((open) => !open);
      } else if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
        const screen = screenList[Number(event.code.slice(5)) - 1];
        if (!screen) return;
        event.preventDefault();
        goTo(screen.name);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
