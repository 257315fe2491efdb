/**
 * Family of a strategy by its name: everything before the stop-loss part ("SENSEX 1000-1100 SL7%TP22%" ->
 * "SENSEX 1000-1100"). Strategies of one entry and exit window trade the same minutes. Null when the name says nothing.
 */
export function strategyFamily(name: string): string | null {
  const match = /^(.*\b\d{3,4}-\d{3,4})\b.*$/.exec(name);
  return match?.[1] ?? null;
}
