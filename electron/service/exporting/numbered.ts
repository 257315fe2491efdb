/** "1. name" lines. */
export function numbered(strategies: readonly string[]): string[] {
  return strategies.map((name, index) => `${index + 1}. ${name}`);
}
