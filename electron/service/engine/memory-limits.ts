/** Limits on the memory of a device by what it is used for: gpu.memory.<use> of the settings. */

import { type MemoryUse, memoryUses } from "../settings/sections/gpu.ts";
import type { Settings } from "../settings/settings.ts";

export { type MemoryUse, memoryUses };

/** A limit as the settings have it: "4" (GB), "50%"; "0" for none. */
export const memoryLimitText = (use: MemoryUse, settings: Settings): string =>
  settings.get(`gpu.memory.${use}`);

/** The limits of several uses of one session, each once. */
export const memoryLimitTexts = (uses: readonly MemoryUse[], settings: Settings): string[] =>
  [...new Set(uses.map((use) => memoryLimitText(use, settings)))].sort();

/** What the limits of several uses of one session are of. Bytes. */
export interface LimitedDevice {
  readonly backend: string;
  /** The general limit; 0 = none. */
  readonly limit: number;
  readonly free: number;
}

/**
 * Bytes that a session may take on a device: the smallest of the limits of what it is for, within the general one; 0 = no
 * limit. The processor has none of these.
 */
export function memoryLimitBytes(texts: readonly string[], { backend, limit, free }: LimitedDevice): number {
  if (backend === "cpu") return limit;
  const whole = limit > 0 ? Math.min(limit, free) : free;
  const own = texts
    .map((text) => (text.endsWith("%") ? (Number.parseFloat(text) / 100) * whole : Number(text) * 1e9))
    .filter((bytes) => bytes > 0);
  const least = Math.min(...own);
  if (!Number.isFinite(least)) return limit;
  return Math.round(limit > 0 ? Math.min(limit, least) : least);
}
