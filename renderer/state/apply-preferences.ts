import { preferences } from "./preferences.ts";

/** Puts theme and text size on the document, now and whenever they change. Portals hang below body, so it must be the root. */
export function applyPreferences(): void {
  const apply = () => {
    const { theme, scale } = preferences.get();
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.dataset.scale = String(scale);
    root.classList.toggle("bp6-dark", theme === "dark");
  };
  apply();
  preferences.subscribe(apply);
}
