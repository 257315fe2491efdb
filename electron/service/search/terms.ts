/**
 * The mixed objectives weigh their terms in standard deviations over random portfolios of the table: raw, Calmar and Sortino
 * are nearly all of the sum, and how much depends on how a year is counted. The legacy profile keeps them raw.
 */
import type { SearchQuality } from "../../contract/search-result.ts";
import type { CallContext } from "../context.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import { nativeIds, termCount } from "../engine/native-ids.ts";
import { CounterRandom } from "../sampling/counter-random.ts";
import { randomMembers } from "../verdict/overfitting.ts";
import type { ResolvedConstraints } from "./constraints/resolve.ts";
import type { SearchSession } from "./plan.ts";
import type { ResolvedSearch } from "./resolve.ts";

/** Random portfolios that deviations are over, always the same ones of a table. */
const sampled = 500;
const sampleSeed = 17;

interface Terms {
  readonly session: Pick<SearchSession, "scorePortfolios" | "strategies">;
  readonly search: Pick<ResolvedSearch, "objective" | "profile" | "maxSize">;
  /** With the weights as asked for. */
  readonly objective: NativeObjective;
  readonly constraints: Pick<ResolvedConstraints, "candidates">;
}

/**
 * What the engine is to score by: the terms' weights in deviations; of a hybrid, in those of the ratio that it is mixed with.
 */
export async function inDeviations(terms: Terms, call: CallContext): Promise<NativeObjective> {
  const { objective } = terms;
  if (!isWeighed(terms)) return objective;
  const { ratio, of } = await deviationsOf(terms, call);
  const unit = terms.search.objective === "hybrid" ? ratio : 1;
  return { ...objective, weights: objective.weights.map((weight, k) => (weight * unit) / (of[k] as number)) };
}

/**
 * What each term gives the fitness of a portfolio, in deviations; null of objectives that have none, and in the legacy profile.
 */
export async function termsOf(
  terms: Terms,
  columns: readonly number[],
  call: CallContext,
): Promise<SearchQuality["terms"]> {
  const { objective, search, session } = terms;
  if (!isWeighed(terms)) return null;
  const deviations = await deviationsOf(terms, call);
  const values = await valuesOf(session, Uint32Array.from(columns), columns.length, objective, call);
  const mixed = search.objective === "hybrid" ? objective.hybridShare : 0;
  const found = Object.entries(nativeIds.term).map(([term, k]) => ({
    term,
    weight: (1 - mixed) * (objective.weights[k] as number),
    deviations: (values.of[k]?.[0] as number) / (deviations.of[k] as number),
  }));
  const ratio = (values.ratio[0] as number) / deviations.ratio;
  const all = [...(mixed > 0 ? [{ term: "ratio", weight: mixed, deviations: ratio }] : []), ...found];
  const given = (one: (typeof all)[number]) => Math.abs(one.weight * one.deviations);
  const whole = all.reduce((sum, one) => sum + given(one), 0);
  return all.map((one) => ({ ...one, share: whole > 0 ? given(one) / whole : 0 }));
}

function isWeighed({ search: { objective, profile } }: Terms): boolean {
  return (objective === "enhanced" || objective === "hybrid") && profile !== "legacy";
}

/** Standard deviations of every term and of the ratio over the random portfolios; 1 where a term does not vary. */
async function deviationsOf({ session, search, objective, constraints }: Terms, call: CallContext) {
  const candidates = constraints.candidates;
  const count = candidates?.length ?? session.strategies;
  const size = Math.min(search.maxSize, count);
  const random = new CounterRandom(sampleSeed);
  const members = new Uint32Array(sampled * size);
  for (let k = 0; k < sampled; k += 1) {
    const places = randomMembers(random, k, size, count).sort((a, b) => a - b);
    members.set(candidates ? places.map((place) => candidates[place] as number) : places, k * size);
  }
  const values = await valuesOf(session, members, size, objective, call);
  return { ratio: deviation(values.ratio), of: values.of.map(deviation) };
}

/** Every term, and the ratio, of portfolios of a size. */
async function valuesOf(
  session: Terms["session"],
  members: Uint32Array,
  size: number,
  objective: NativeObjective,
  call: CallContext,
): Promise<{ readonly ratio: Float64Array; readonly of: readonly Float64Array[] }> {
  const score = async (metric: "enhanced" | "ratio", weights: Float64Array) => {
    const alone = {
      ...objective,
      metric: nativeIds.objective[metric],
      penalty: nativeIds.penalty.none,
      weights,
    };
    return (await session.scorePortfolios(members, size, alone, call)).fitness;
  };
  const of: Float64Array[] = [];
  for (let k = 0; k < termCount; k += 1) {
    const weights = new Float64Array(termCount);
    weights[k] = 1;
    of.push(await score("enhanced", weights));
  }
  return { ratio: await score("ratio", new Float64Array(termCount)), of };
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const found = Math.sqrt(squares / Math.max(1, values.length - 1));
  // A spread of rounding size is no spread.
  return Number.isFinite(found) && found > 1e-9 * Math.abs(mean) && found > 0 ? found : 1;
}
