/** Entries of a colour table: value -1 is entry 0, 0 is 128, +1 is 256. */
const STEPS = 257;

/**
 * RGBA words (as ImageData has them in a little-endian machine's Uint32Array) for correlations from -1 to 1, between evenly
 * spaced "#rrggbb" stops. The middle is near the surface's colour, so that what matters stands out in either theme.
 */
export function colorTable(stops: readonly string[]): Uint32Array {
  const channels = stops.map((stop) => [1, 3, 5].map((at) => Number.parseInt(stop.slice(at, at + 2), 16)));
  const table = new Uint32Array(STEPS);
  for (let step = 0; step < STEPS; step++) {
    const at = (step / (STEPS - 1)) * (channels.length - 1);
    const low = Math.min(channels.length - 2, Math.floor(at));
    const [from = [], to = []] = [channels[low], channels[low + 1]];
    const mixed = (channel: number) => {
      const [a = 0, b = 0] = [from[channel], to[channel]];
      return Math.round(a + (b - a) * (at - low));
    };
    table[step] = (255 << 24) | (mixed(2) << 16) | (mixed(1) << 8) | mixed(0);
  }
  return table;
}

/** Entry of the colour table for a correlation; a missing one (NaN) is the middle. */
export function colorStep(rho: number): number {
  return Number.isNaN(rho) ? 128 : Math.round((Math.min(1, Math.max(-1, rho)) + 1) * 128);
}
