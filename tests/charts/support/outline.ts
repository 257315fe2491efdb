import type { ChartOption } from "../../../electron/charts/parts/frame.ts";

type Part = Record<string, unknown>;
const list = (value: unknown): Part[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]) as Part[];

/** The structure of a chart in a few lines: enough to see a change, too little to break on a colour. */
export function outline(option: ChartOption): string[] {
  const root = option as unknown as Part;
  const axis = (key: string) =>
    list(root[key]).map((one) => `${key} ${one.type}${one.name ? ` "${one.name}"` : ""}`);
  const marks = (one: Part) =>
    ["markLine", "markArea", "markPoint"].flatMap((key) => {
      const count = list((one[key] as Part | undefined)?.data).length;
      return count > 0 ? [`${key} ${count}`] : [];
    });
  const series = list(root.series).map((one) => {
    const data = list(one.data).length;
    return [`${one.type}${one.name ? ` ${one.name}` : ""}: ${data}`, ...marks(one)].join(", ");
  });
  const title = list(root.title).map((one) => `title "${one.text}"`);
  return [...title, ...axis("xAxis"), ...axis("yAxis"), ...series];
}

/** The points of a chart's first series as plain values. */
export function pointsOf(option: ChartOption, series = 0): unknown[] {
  const data = list((option as unknown as Part).series)[series]?.data;
  return list(data).map((one) => ((one as Part).value === undefined ? one : (one as Part).value));
}
