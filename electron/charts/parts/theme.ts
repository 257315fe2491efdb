/** Colours and type of every chart. Colour carries meaning only: accent = the subject, loss = below zero, grey = the rest. */
export interface ChartTheme {
  readonly mode: "dark" | "light";
  readonly background: string;
  /** Headlines and figures. */
  readonly text: string;
  /** Axis labels, units, notes. */
  readonly muted: string;
  /** Axis and zero lines. */
  readonly line: string;
  /** Grid lines, hardly visible. */
  readonly grid: string;
  /** Surface of tooltips. */
  readonly raised: string;
  readonly accent: string;
  readonly loss: string;
  /** What is shown for comparison and is not the subject. */
  readonly context: string;
  /** Up to eight series that must be told apart; always labelled at the line as well. */
  readonly series: readonly string[];
  /** P&L from lost over nothing to earned: red, neutral, blue, readable with every common colour blindness. */
  readonly pnl: readonly string[];
  /** Correlation from -1 to 1: ochre, neutral, violet. Neither is the accent, or says that something is lost or earned. */
  readonly correlation: readonly string[];
  readonly fontFamily: string;
}

const fontFamily = "Inter Variable, Inter, system-ui, sans-serif";

/** The two themes of the product. Text reaches WCAG AA on the background in both. */
export const chartThemes: Readonly<Record<"dark" | "light", ChartTheme>> = {
  dark: {
    mode: "dark",
    background: "#1c2127",
    text: "#f0f2f5",
    muted: "#a2abb8",
    line: "#5f6b7c",
    grid: "#2c323a",
    raised: "#2f343c",
    accent: "#4c90f0",
    loss: "#e8716d",
    context: "#6b7686",
    series: [
      "#4c90f0",
      "#f0a04b",
      "#3fc9bb",
      "#c48ad8",
      "#d8c65f",
      "#9aa5b4",
      "#8fd16a",
      "#f2837f",
      "#c9a387",
    ],
    pnl: ["#ff8278", "#c05a54", "#7d4340", "#2a2f37", "#325585", "#3f7cc9", "#5aa5ff"],
    correlation: ["#d3a24a", "#a07935", "#665030", "#2a2f37", "#5a4478", "#8a62b8", "#c39af0"],
    fontFamily,
  },
  light: {
    mode: "light",
    background: "#ffffff",
    text: "#1c2127",
    muted: "#5f6b7c",
    line: "#8f99a8",
    grid: "#eceef1",
    raised: "#ffffff",
    accent: "#2d72d2",
    loss: "#cd4246",
    context: "#a3adba",
    series: [
      "#2d72d2",
      "#c26a0a",
      "#00857a",
      "#8f398f",
      "#8a6f00",
      "#5f6b7c",
      "#3f7a1f",
      "#c2363b",
      "#7a4a2b",
    ],
    pnl: ["#8e1b22", "#d3524f", "#f2b8b2", "#f4f5f7", "#a9c9f2", "#3f7fd0", "#184a90"],
    correlation: ["#6b4700", "#b07c1e", "#ecd2a0", "#f4f5f7", "#d8c2ee", "#9159c4", "#54207f"],
    fontFamily,
  },
};

/** Colour of the i-th series; more series than colours begin again, told apart by their labels. */
export function seriesColour(theme: ChartTheme, index: number): string {
  return theme.series[index % theme.series.length] ?? theme.accent;
}

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
