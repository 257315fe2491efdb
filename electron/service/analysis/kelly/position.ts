import type { KellyForm } from "../../../contract/kelly.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { isSpecified } from "./forms.ts";
import { stakeOf, type WinLoss } from "./fraction.ts";

/** Fractions of these forms are the same whatever the capital. */
const isScaleFree = (form: KellyForm): boolean => form === "unit" || isSpecified(form);

/** Capital of every observation, currency: one declared amount, or the dataset's capital column. */
export function capitalOf(
  capital: number | "column",
  observations: readonly Observation[],
  form: KellyForm,
): Float64Array {
  if (capital === "column") {
    const missing = observations.find((one) => !((one.capital ?? 0) > 0));
    if (missing) {
      throw new Problem("bad-request", `The row of ${missing.date} has no capital.`, {
        remedy: "Declare the capital as an amount, or import a file with a capital column.",
      });
    }
    return Float64Array.from(observations, (one) => one.capital ?? Number.NaN);
  }
  if (!(capital > 0) && !isScaleFree(form)) {
    throw new Problem("bad-request", `The ${form} form of Kelly needs the capital.`, {
      remedy: "Give the capital in currency, or set analysis.capital.",
    });
  }
  return new Float64Array(observations.length).fill(capital > 0 ? capital : Number.NaN);
}

/** Mean regime confidence as a fraction; 1 where the data have none. */
export function meanConfidence(observations: readonly Observation[]): number {
  const known = observations.flatMap((one) => one.confidence ?? []);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length / 100 : 1;
}

/** How many times the recorded position puts `fraction` of the capital at risk; 0 where a position stakes nothing. */
export function positionSize(fraction: number, capital: number, facts: WinLoss): number {
  const loss = stakeOf(facts);
  return loss > 0 ? (fraction * capital) / loss : 0;
}

/** Rounds sizes down to multiples of a lot; 0 leaves them. */
export function roundToLots(sizes: Float64Array, lot: number): Float64Array {
  // A size that is a whole number of lots but for rounding keeps it.
  return lot > 0 ? sizes.map((value) => Math.floor(value / lot + 1e-9) * lot) : sizes;
}
