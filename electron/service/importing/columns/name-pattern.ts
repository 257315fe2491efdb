import { Problem } from "../../../contract/problem.ts";

/**
 * Tests names against a pattern: the name itself, a glob with * ? and [abc], or a regular expression between slashes.
 * Throws Problem "bad-request" for a broken expression.
 */
export function namePattern(pattern: string): RegExp {
  const slashed = /^\/(.+)\/([imsu]*)$/.exec(pattern);
  try {
    if (slashed) return new RegExp(slashed[1] ?? "", slashed[2]);
    const parts = pattern.replace(/\*|\?|\[[^\]]+\]|[\\^$.|+(){}[\]]/g, (part) => {
      if (part === "*") return ".*";
      if (part === "?") return ".";
      return part.length > 1 ? part : `\\${part}`;
    });
    return new RegExp(`^(?:${parts})$`);
  } catch (error) {
    throw new Problem(
      "bad-request",
      `The name pattern ${pattern} is not right: ${(error as Error).message}`,
      {
        remedy: "Write a name, a glob such as SENSEX*SL7%, or a regular expression such as /SL\\d+%$/.",
      },
    );
  }
}
