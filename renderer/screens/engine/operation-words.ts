const words: Readonly<Record<string, string>> = {
  metrics: "Metrics",
  "correlation-reduce": "Correlation of all pairs",
  "correlation-matrix": "Correlation matrix",
  "score-portfolios": "Scores of portfolios",
  "portfolio-sums": "P&L of portfolios",
  "score-swaps": "Scores of swaps",
};

/** Operations of a backend as people know them; a name without words of its own is written out. */
export function operationWords(name: string): string {
  const plain = name.replaceAll("-", " ");
  return words[name] ?? `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`;
}
