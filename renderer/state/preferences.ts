import { z } from "zod";
import { rememberedStore } from "./remembered-store.ts";

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
