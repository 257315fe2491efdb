import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ProgressBar, progressLine } from "../../../electron/hosts/cli/progress-bar.ts";

describe("the progress bar", () => {
  it("shows stage, bar, percent, time left and detail", () => {
    const line = progressLine({ stage: "Writing", fraction: 0.25, detail: "1 of 4 MB" }, 3, 120);
    expect(line).toContain("Writing");
    expect(line).toContain("██████░░░░░░░░░░░░░░░░░░");
    expect(line).toContain(" 25 %  9.00 s left  1 of 4 MB");
  });

  it("never reaches the end of the line, and its bar has one width", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 11, max: 300 }),
        (fraction, columns) => {
          const line = progressLine({ stage: "S", fraction, detail: "d".repeat(200) }, 12, columns);
          expect(line.length).toBeLessThan(columns);
          const full = progressLine({ stage: "S", fraction }, 0, 300);
          expect([...full].filter((sign) => /[█░▏▎▍▌▋▊▉]/.test(sign))).toHaveLength(24);
        },
      ),
    );
  });

  it("draws at most ten times a second on a terminal and takes its line away", () => {
    vi.useFakeTimers();
    try {
      const written: string[] = [];
      const bar = new ProgressBar({ isTTY: true, columns: 80, write: (text) => void written.push(text) });
      for (let step = 0; step < 1000; step++) {
        bar.update({ stage: "S", fraction: step / 1000 });
        vi.advanceTimersByTime(1);
      }
      expect(written.length).toBeLessThanOrEqual(11);
      expect(written.length).toBeGreaterThan(8);
      bar.clear();
      expect(written.at(-1)).toBe("\r\x1b[K");
    } finally {
      vi.useRealTimers();
    }
  });

  it("writes nothing where there is no terminal", () => {
    const written: string[] = [];
    const bar = new ProgressBar({ write: (text) => void written.push(text) });
    bar.update({ stage: "S" });
    bar.clear();
    expect(written).toEqual([]);
  });
});
