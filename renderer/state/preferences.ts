import { z } from "zod";
import { rememberedStore } from "./store.ts";

const schema = z.object({
  theme: z.enum(["dark", "light"]),
  /** Percent of the normal text size. */
  scale: z.union([z.literal(90), z.literal(100), z.literal(110), z.literal(125), z.literal(150)]),
  railNarrow: z.boolean(),
});
export type Preferences = z.infer<typeof schema>;

/** Looks of the window, remembered. */
export const preferences = rememberedStore<Preferences>("preferences", schema, {
  theme: "dark",
  scale: 100,
  railNarrow: false,
});

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
