const blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const width = 50;

/** One line of bars for counts in equal bins over -1..1, with the scale below. */
export function formatHistogram(counts: Float64Array): string {
  const bars = new Float64Array(width);
  for (const [bin, count] of counts.entries()) {
    const bar = Math.min(width - 1, Math.floor(((bin + 0.5) / counts.length) * width));
    bars[bar] = (bars[bar] ?? 0) + count;
  }
  const highest = Math.max(...bars, 1);
  const line = Array.from(bars, (count) =>
    count === 0 ? " " : (blocks[Math.min(7, Math.floor((count / highest) * 8))] ?? ""),
  ).join("");
  const half = width / 2;
  return `${line}\n${"-1".padEnd(half - 1)}${" 0".padEnd(half - 1)}+1`;
}
