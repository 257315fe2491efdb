import { createHash } from "node:crypto";
import type { FoundPortfolio, SearchCapsule } from "../../contract/search-result.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { Manifest } from "../datasets/version/manifest.ts";
import type { ResolvedSearch } from "./resolve.ts";

export interface CapsuleFacts {
  readonly product: string;
  readonly backend: string;
  readonly manifest: Manifest;
  /** Of the searched table. */
  readonly fingerprint: string;
  readonly search: ResolvedSearch;
  readonly reproducible: boolean;
  readonly portfolios: readonly FoundPortfolio[];
}

/** The capsule of a finished search. */
export function makeCapsule(facts: CapsuleFacts, now = new Date()): SearchCapsule {
  const { manifest } = facts;
  return {
    format: "tessera-search",
    formatVersion: 1,
    createdAt: now.toISOString(),
    product: facts.product,
    backend: facts.backend,
    dataset: {
      name: manifest.name,
      version: manifest.version,
      fingerprint: facts.fingerprint,
      observations: manifest.observations,
      strategies: manifest.strategies,
    },
    request: facts.search,
    reproducible: facts.reproducible,
    portfolios: facts.portfolios.map(({ size, algorithm, fitness, members }) => ({
      size,
      algorithm,
      fitness,
      members: [...members],
    })),
  };
}

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

/** Upper half of the one NaN that stands for a missing cell, whatever NaN arithmetic has left there. */
const missingHigh = 0x7ff80000;

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * SHA-256, hex, over the table that is searched: names, dates and every cell, present or missing, after filters and
 * inversion. Storage does not matter: the same data imported again, optimised or copied has the same fingerprint. About
 * a second per gigabyte, row by row, so that other work goes on meanwhile.
 */
export async function tableFingerprint(
  view: Pick<AnalysisView, "strategies" | "observations" | "matrix" | "correlationSource">,
): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([view.strategies, view.observations.map((one) => one.date)]));
  // Correlations have rows of their own only where the matrix's are sums of several.
  for (const matrix of new Set([view.matrix, view.correlationSource])) {
    for (const row of matrix?.rows ?? []) {
      const cells = withOneNaN(row);
      hash.update(new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength));
      await new Promise(setImmediate);
    }
  }
  return hash.digest("hex");
}

/** The row itself when no cell is missing, else a copy in which all missing cells have the same bits. */
function withOneNaN(row: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < row.length; i += 1) sum += row[i] as number;
  // Infinities of both signs make a NaN too; they only cost the copy.
  if (!Number.isNaN(sum)) return row;
  const copy = row.slice();
  const words = new Uint32Array(copy.buffer);
  const high = isLittleEndian ? 1 : 0;
  for (let i = 0; i < row.length; i += 1) {
    if (!Number.isNaN(row[i])) continue;
    words[2 * i + high] = missingHigh;
    words[2 * i + 1 - high] = 0;
  }
  return copy;
}
