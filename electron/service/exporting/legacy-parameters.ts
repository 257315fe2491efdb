/** The run parameters that the legacy summary lists. */
export interface LegacyParameters {
  readonly metric: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly populationSize: number;
  readonly mutationRate: number;
  readonly generations: number;
  readonly applyUlta: boolean;
  readonly balancedMode: boolean;
  /** Weight of the balance term, not of the correlation penalty. */
  readonly penaltyFactor: number;
}
