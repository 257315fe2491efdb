import { legacyNumber } from "./legacy-number.ts";

/** What a zone's best_portfolio text says; figures are rounded as printed, the win percentage is in percent. */
export interface PrintedZonePortfolio {
  readonly zone: string;
  readonly strategies: readonly string[];
  /** "Fitness", "Net Profit" and so on. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Reads best_portfolio_zone_{zone}_{stamp}.txt; null when the text is something else. */
export function parseZonePortfolio(text: string): PrintedZonePortfolio | null {
  const zone = /^Best Portfolio Summary for Zone (.*):\r?\n/.exec(text)?.[1];
  if (zone === undefined) return null;
  const lines = text.split(/\r?\n/);
  const figures = lines.flatMap((line) => {
    const match = /^([A-Z][A-Za-z ]*): (-?[\d.]+|-?inf|nan)%?$/.exec(line);
    return match ? [[match[1] as string, legacyNumber(match[2] as string)] as const] : [];
  });
  const strategies = lines.flatMap((line) => /^\d+\. (.*)$/.exec(line)?.[1] ?? []);
  return { zone, strategies, figures: Object.fromEntries(figures) };
}
