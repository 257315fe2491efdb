import type { ChartTheme } from "./chart-theme.ts";

/** What every chart takes beside its data. */
export interface ChartOptions {
  readonly theme: ChartTheme;
  /** Absent inside a panel that has its own heading. */
  readonly title?: string;
  /** One line under the title: what, how many, under which definition. */
  readonly subtitle?: string;
  /** Currency sign or code of P&L, shown on axes; "currency" when the data does not say. */
  readonly unit?: string;
}
