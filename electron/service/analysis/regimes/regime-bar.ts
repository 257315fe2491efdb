/** One bar of a regime time series. */
export interface RegimeBar {
  /** ISO date. */
  readonly date: string;
  /** HH:MM:SS, start of the bar. */
  readonly time: string;
  readonly regime: string;
  /** As in the file; scaled later. */
  readonly confidence: number;
  readonly transition: number | null;
}
