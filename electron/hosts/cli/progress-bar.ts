import { formatDuration, terminalText } from "../../contract/text.ts";
import type { Progress } from "../../contract/transport.ts";

/** The part of a terminal stream that the bar needs. */
export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const partials = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** `fraction` of `width` cells, in eighths of a cell. */
function drawBar(fraction: number, width: number): string {
  const eighths = Math.round(fraction * width * 8);
  const filled = "█".repeat(Math.floor(eighths / 8)) + (partials[eighths % 8] ?? "");
  return filled.padEnd(width, "░");
}

/** One line of a running call: stage, bar, percent, time left, detail; cut to the width of the terminal. */
export function progressLine(progress: Progress, elapsedSeconds: number, columns: number): string {
  const { stage, fraction, detail } = progress;
  const parts = [stage.padEnd(24)];
  if (fraction === undefined) {
    parts.push(
      spinner[Math.floor(elapsedSeconds * 10) % spinner.length] ?? "",
      formatDuration(elapsedSeconds),
    );
  } else {
    parts.push(drawBar(fraction, 24), `${String(Math.floor(fraction * 100)).padStart(3)} %`);
    const left = (elapsedSeconds * (1 - fraction)) / fraction;
    if (elapsedSeconds > 1 && fraction > 0.01 && fraction < 1) parts.push(`${formatDuration(left)} left`);
  }
  if (detail) parts.push(detail);
  return terminalText(parts.join("  ")).slice(0, Math.max(10, columns - 1));
}

/** Draws progress on a terminal ten times a second, and nothing at all where there is none. */
export class ProgressBar {
  readonly #terminal: ProgressTerminal;
  readonly #started = performance.now();
  #latest: Progress | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: ProgressTerminal) {
    this.#terminal = terminal;
  }

  update(progress: Progress): void {
    this.#latest = progress;
    if (!this.#terminal.isTTY || this.#timer) return;
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), 100);
    this.#timer.unref();
  }

  /** Takes the line away again. */
  clear(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#terminal.write("\r\x1b[K");
  }

  #draw(): void {
    if (!this.#latest) return;
    const elapsed = (performance.now() - this.#started) / 1000;
    this.#terminal.write(`\r\x1b[K${progressLine(this.#latest, elapsed, this.#terminal.columns ?? 80)}`);
  }
}
