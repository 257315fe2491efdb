import { z } from "zod";

const time = z.string().regex(/^\d{2}:\d{2}(:\d{2})?$/, "must be a time of day, HH:MM");

/**
 * Intraday zones by time of day. equal: `count` zones of one length between open and close; freeform: inner boundaries
 * between open and close; custom: named windows, which may leave gaps. A window holds its start, not its end; what lies
 * outside every zone is "Outside Market".
 */
export const zoneWindows = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("equal"),
    open: time.default("09:15"),
    close: time.default("15:30"),
    count: z.number().int().min(1).max(96).default(4),
  }),
  z.object({
    kind: z.literal("freeform"),
    open: time.default("09:15"),
    close: time.default("15:30"),
    boundaries: z.array(time).min(1),
  }),
  z.object({
    kind: z.literal("custom"),
    windows: z.array(z.object({ name: z.string().min(1), start: time, end: time })).min(1),
  }),
]);
export type ZoneWindows = z.infer<typeof zoneWindows>;
