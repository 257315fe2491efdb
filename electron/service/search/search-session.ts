import type { EngineSession } from "../engine/engine-session.ts";

/** What a search needs of an engine session. */
export type SearchSession = Pick<
  EngineSession,
  "backend" | "observations" | "strategies" | "search" | "scorePortfolios" | "metrics"
>;
