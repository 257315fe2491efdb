import type { ProblemReport } from "../../../electron/contract/problem.ts";
import { createStore } from "../../state/create-store.ts";

export interface Staging {
  /** 0..1 */
  readonly fraction: number;
  /** Why the files could not be taken; then nothing is under way any more. */
  readonly problem: ProblemReport | null;
  cancel(): void;
}

/** Files on their way to where the service can read them, whoever took them: the drop zone, the Import or the Data screen. */
export const staging = createStore<Staging | null>(null);
