import { legacyNumber } from "./legacy-number.ts";

/** What a best_portfolio text says. */
export interface PrintedPortfolio {
  readonly fitness: number;
  readonly strategies: readonly string[];
  /** "total_roi" and so on. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Over weighted zones: the same strategies in every zone. */
  readonly overZones: boolean;
}

/** Reads best_portfolio_size{n}_{run}.txt or {method}_zone_portfolio_size{n}_{run}.txt; null for any other text. */
export function parseBestPortfolio(text: string): PrintedPortfolio | null {
  const overZones = /^[A-Z]+ Zone Portfolio \(Size \d+\)/.test(text);
  if (!overZones && !/^Best Portfolio \(Size \d+\)/.test(text)) return null;
  const lines = text.split(/\r?\n/);
  const pairs = lines.flatMap((line) => {
    const match = /^([a-z_]+|Fitness): (\S+)$/.exec(line);
    return match ? [[match[1] as string, legacyNumber(match[2] as string)] as const] : [];
  });
  const { Fitness: fitness = Number.NaN, ...metrics } = Object.fromEntries(pairs);
  const strategies = lines.flatMap((line) => /^\d+\. (.*)$/.exec(line)?.[1] ?? []);
  return { fitness, strategies, metrics, overZones };
}
