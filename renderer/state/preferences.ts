import { z } from "zod";
import { createStore, rememberedStore } from "./store.ts";

const schema = z.object({
  /** `system` follows what the user has chosen for all programs. */
  theme: z.enum(["system", "dark", "light"]),
  /** Percent of the normal text size. */
  scale: z.union([z.literal(90), z.literal(100), z.literal(110), z.literal(125), z.literal(150)]),
  railNarrow: z.boolean(),
});
export type Preferences = z.infer<typeof schema>;

/** Looks of the window, remembered. */
export const preferences = rememberedStore<Preferences>("preferences", schema, {
  theme: "system",
  scale: 100,
  railNarrow: false,
});

const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

/** The theme that is shown. */
export const shownTheme = createStore<"dark" | "light">("dark");

/** Puts theme and text size on the document, now and whenever they change. Portals hang below body, so it must be the root. */
export function applyPreferences(): void {
  const apply = () => {
    const { theme: chosen, scale } = preferences.get();
    const theme = chosen === "system" ? (systemIsDark.matches ? "dark" : "light") : chosen;
    shownTheme.set(theme);
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.dataset.scale = String(scale);
    root.classList.toggle("bp6-dark", theme === "dark");
  };
  apply();
  preferences.subscribe(apply);
  systemIsDark.addEventListener("change", apply);
}
