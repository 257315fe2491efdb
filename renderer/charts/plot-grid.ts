/** Place of the plot: the given edges are the outer bounds, axis labels included. */
export function plotGrid(top: number, more: { left?: number; right?: number; bottom?: number } = {}) {
  return {
    left: 16,
    right: 24,
    bottom: 16,
    ...more,
    top,
    outerBoundsMode: "same" as const,
    outerBoundsContain: "axisLabel" as const,
  };
}
