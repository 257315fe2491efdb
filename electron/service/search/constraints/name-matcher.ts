/** Tests names against patterns in which * stands for any text and ? for one character; everything else is itself. */
export function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const exact = new Set(patterns);
  const globs = patterns.filter((pattern) => /[*?]/.test(pattern)).map(globExpression);
  return (name) => exact.has(name) || globs.some((glob) => glob.test(name));
}

function globExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
}
