import fc from "fast-check";

/**
 * Whether each case of a list is to be tried, and ten times as many random ones, others in every run: npm run cases. Else as
 * many are as find what broke before, the same ones in every run: a change is not told of what another had hit.
 */
export const allCases = process.env.TESSERA_CASES === "all";

fc.configureGlobal(allCases ? { numRuns: 1000 } : { seed: 7 });

/** How many random cases are tried. */
export const cases = (usual: number): number => (allCases ? 10 * usual : usual);
