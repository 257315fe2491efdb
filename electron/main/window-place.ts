import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const windowPlace = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1024),
  height: z.number().int().min(640),
  maximised: z.boolean(),
  zoom: z.number().min(0.25).max(5).default(1),
});
/** Where the window was: pixels of the screens' common plane. */
export type WindowPlace = z.infer<typeof windowPlace>;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** So much of the window's upper edge must be seen to take hold of it. */
const GRIP = 120;

/** The place that was kept, if a screen is still there; undefined for anything else. */
export function readWindowPlace(file: string, screens: readonly Area[]): WindowPlace | undefined {
  try {
    const place = windowPlace.parse(JSON.parse(readFileSync(file, "utf8")));
    const isSeen = screens.some(
      ({ x, y, width, height }) =>
        place.x + place.width >= x + GRIP &&
        place.x <= x + width - GRIP &&
        place.y >= y &&
        place.y <= y + height - GRIP,
    );
    return isSeen ? place : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the place for the next start; a disk that cannot be written is no reason to fail. */
export function keepWindowPlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(file, JSON.stringify(place));
  } catch {
    // The window opens in the middle next time.
  }
}
