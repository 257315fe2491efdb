import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/observation.ts";

/** Capital of every observation, currency: one declared amount, or the dataset's capital column. */
export function capitalOf(
  capital: number | "column",
  observations: readonly Observation[],
  form: string,
): Float64Array {
  if (capital === "column") {
    const missing = observations.find((one) => !((one.capital ?? 0) > 0));
    if (missing) {
      throw new Problem("bad-request", `The observation of ${missing.date} has no capital.`, {
        remedy: "Declare the capital as an amount, or import a file with a capital column.",
      });
    }
    return Float64Array.from(observations, (one) => one.capital ?? Number.NaN);
  }
  if (!(capital > 0) && form !== "unit") {
    throw new Problem("bad-request", `The ${form} form of Kelly needs the capital.`, {
      remedy: "Give the capital in currency, or set analysis.capital.",
    });
  }
  return new Float64Array(observations.length).fill(capital > 0 ? capital : Number.NaN);
}
