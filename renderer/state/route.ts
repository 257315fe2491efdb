import { createStore } from "./create-store.ts";
import { type ScreenName, screenName } from "./screens.ts";

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
