import type { FoundPortfolio, SearchCapsule } from "../../../contract/search-result.ts";
import type { Manifest } from "../../datasets/manifest.ts";
import type { ResolvedSearch } from "../resolved-search.ts";

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
