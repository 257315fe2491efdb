import type { CustomSeriesOption } from "echarts";

/** Steps of a colour scale from -1 to 1 that nobody can tell from a smooth one. */
const shades = 256;
/** Between cells, logical pixels. */
const gap = 1;

/**
 * Cells of an n x n matrix of -1..1 without its diagonal, for a picture, in which nothing can be pointed at: those of one
 * shade are one shape, which draws in a quarter of the time. A visual map over dimension 2 gives the colours.
 */
export function stillCells(rho: Float64Array, n: number): CustomSeriesOption {
  const cells = new Map<number, [column: number, row: number][]>();
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < n; column += 1) {
      const value = rho[row * n + column] ?? Number.NaN;
      if (row === column || Number.isNaN(value)) continue;
      const shade = Math.round((value * shades) / 2);
      const same = cells.get(shade);
      if (same) same.push([column, row]);
      else cells.set(shade, [[column, row]]);
    }
  }
  const shapes = [...cells].map(([shade, places]) => ({
    value: (shade * 2) / shades,
    places,
  }));
  return {
    type: "custom",
    data: shapes.map(({ value, places }) => [...(places[0] as [number, number]), value]),
    renderItem: ({ dataIndex }, api) => {
      const [width = 0, height = 0] = (api.size?.([1, 1]) ?? []) as number[];
      const rectangle = `h${width - gap}v${height - gap}h${gap - width}z`;
      const path = shapes[dataIndex]?.places.map((place) => {
        const [x, y] = api.coord(place) as [number, number];
        return `M${x - (width - gap) / 2} ${y - (height - gap) / 2}${rectangle}`;
      });
      return {
        type: "path",
        shape: { pathData: path?.join("") ?? "" },
        style: { fill: api.visual("color") as string },
        silent: true,
      };
    },
  };
}
