import { z } from "zod";
import { type ScreenName, screenName } from "./route.ts";
import { rememberedStore } from "./store.ts";

const schema = z.object({
  /** It begins by itself where there is no dataset, and once. */
  state: z.enum(["not begun", "begun", "left"]),
  /** Screens that were opened since, and what was done beside. */
  seen: z.array(z.union([screenName, z.literal("report")])),
});

/** The short guide of a first start. Left, it stays away; Help has it again. */
export const guide = rememberedStore<z.infer<typeof schema>>("guide", schema, {
  state: "not begun",
  seen: [],
});

export function beginGuide(): void {
  guide.set({ state: "begun", seen: [] });
}

export function leaveGuide(): void {
  guide.set((present) => ({ ...present, state: "left" }));
}

/** Takes note of a step that was done while the guide goes on. */
export function noteStep(step: ScreenName | "report"): void {
  guide.set((present) =>
    present.state !== "begun" || present.seen.includes(step)
      ? present
      : { ...present, seen: [...present.seen, step] },
  );
}
