import type { SearchCapsule } from "../../../contract/search-result.ts";

/** Differences between the result of a capsule and that of its replay, one sentence each; none = the same to the bit. */
export function compareCapsules(original: SearchCapsule, replay: SearchCapsule): string[] {
  const differences: string[] = [];
  for (const was of original.portfolios) {
    const is = replay.portfolios.find((one) => one.size === was.size);
    const head = `Size ${was.size}`;
    if (!is) {
      differences.push(`${head} has no portfolio now.`);
      continue;
    }
    const lost = was.members.filter((name) => !is.members.includes(name)).length;
    if (lost > 0) differences.push(`${head}: ${lost} of ${was.members.length} members are others.`);
    // Fitness crosses JSON in the shortest form that reads back to the same double.
    if (is.fitness !== was.fitness)
      differences.push(`${head}: fitness was ${was.fitness}, now ${is.fitness}.`);
    if (is.algorithm !== was.algorithm) {
      differences.push(
        `${head}: found by ${was.algorithm.toUpperCase()}, now by ${is.algorithm.toUpperCase()}.`,
      );
    }
  }
  const sizes = new Set(original.portfolios.map((one) => one.size));
  for (const { size } of replay.portfolios.filter((one) => !sizes.has(one.size))) {
    differences.push(`Size ${size} had no portfolio.`);
  }
  return differences;
}
