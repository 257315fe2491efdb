import type { ChartTheme } from "./chart-theme.ts";

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
    series: ["#4c90f0", "#f0a04b", "#3fc9bb", "#c48ad8", "#d8c65f", "#9aa5b4", "#8fd16a", "#f2837f"],
    diverging: ["#5aa5ff", "#3f7cc9", "#325585", "#2a2f37", "#7d4340", "#c05a54", "#ff8278"],
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
    series: ["#2d72d2", "#c26a0a", "#00857a", "#8f398f", "#8a6f00", "#5f6b7c", "#3f7a1f", "#c2363b"],
    diverging: ["#184a90", "#3f7fd0", "#a9c9f2", "#f4f5f7", "#f2b8b2", "#d3524f", "#8e1b22"],
    fontFamily,
  },
};
