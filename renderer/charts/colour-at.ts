/** Colour at 0..1 of a scale of evenly spaced "#rrggbb" stops. */
export function colourAt(scale: readonly string[], position: number): string {
  const place = Math.min(1, Math.max(0, position)) * (scale.length - 1);
  const low = Math.floor(place);
  const from = channels(scale[low]);
  const to = channels(scale[Math.min(low + 1, scale.length - 1)]);
  const mixed = from.map((value, i) => Math.round(value + (place - low) * ((to[i] ?? 0) - value)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(colour = "#000000"): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
