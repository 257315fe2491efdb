import { useEffect } from "react";
import { z } from "zod";
import { createStore, useStore } from "./store.ts";

/** The screens, in the order of the work. */
export const screenNames = [
  "import",
  "data",
  "regimes",
  "search",
  "portfolio",
  "strategies",
  "correlation",
  "jobs",
  "engine",
] as const;
export const screenName = z.enum(screenNames);
export type ScreenName = z.infer<typeof screenName>;

function fromHash(): ScreenName {
  const parsed = screenName.safeParse(location.hash.replace(/^#\/?/, "").split("?")[0]);
  return parsed.success ? parsed.data : "data";
}

/** The screen that is shown. It is the address's hash, so that back and forward work and a reload stays where it was. */
export const route = createStore<ScreenName>("data");

/** Follows the address from now on. Called once, after the one-time token was taken out of the hash. */
export function followAddress(): void {
  const apply = () => route.set(fromHash());
  apply();
  window.addEventListener("hashchange", apply);
}

export function goTo(screen: ScreenName): void {
  if (route.get() !== screen) location.hash = `#/${screen}`;
}

const errand = createStore<{ readonly screen: ScreenName; readonly at: string } | null>(null);

/** Goes to a place within a screen that the screen knows by this word: a tab, a name. */
export function goToPlace(screen: ScreenName, at: string): void {
  errand.set({ screen, at });
  goTo(screen);
}

/** What a screen does when somebody is sent to a place within it. */
export function useErrand(screen: ScreenName, go: (at: string) => void): void {
  const sent = useStore(errand);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an errand is run once, whatever the screen shows
  useEffect(() => {
    if (sent?.screen !== screen) return;
    errand.set(null);
    go(sent.at);
  }, [sent]);
}
