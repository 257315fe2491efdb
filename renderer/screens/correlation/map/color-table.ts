/** Entries of a colour table: value -1 is entry 0, 0 is 128, +1 is 256. */
export const COLOR_STEPS = 257;

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/**
 * RGBA words (as ImageData has them in a little-endian machine's Uint32Array) for correlations from -1 to 1, between five colours:
 * -1, -0.5, 0, 0.5, 1. The middle is the surface's colour, so that what matters stands out in either theme.
 */
export function colorTable(stops: readonly [Rgb, Rgb, Rgb, Rgb, Rgb]): Uint32Array {
  const table = new Uint32Array(COLOR_STEPS);
  for (let step = 0; step < COLOR_STEPS; step++) {
    const at = (step / (COLOR_STEPS - 1)) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const share = at - low;
    const [a, b] = [stops[low], stops[low + 1]];
    if (!a || !b) continue;
    const mixed = (from: number, to: number) => Math.round(from + (to - from) * share);
    table[step] = (255 << 24) | (mixed(a.b, b.b) << 16) | (mixed(a.g, b.g) << 8) | mixed(a.r, b.r);
  }
  return table;
}

/** Entry of the colour table for a correlation; a missing one (NaN) is the middle. */
export function colorStep(rho: number): number {
  return Number.isNaN(rho) ? 128 : Math.round((Math.min(1, Math.max(-1, rho)) + 1) * 128);
}
