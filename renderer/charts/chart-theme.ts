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
  /** Blue, neutral, red from -1 to 1: readable with every common colour blindness. */
  readonly diverging: readonly string[];
  readonly fontFamily: string;
}
