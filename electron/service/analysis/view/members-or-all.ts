import type { AnalysisView } from "./analysis-view.ts";
import { findMembers } from "./find-members.ts";

/** Columns named in a request; all columns when it names none. */
export function membersOrAll(view: AnalysisView, names: readonly string[] | undefined): Uint32Array {
  if (names) return findMembers(view, names);
  return Uint32Array.from({ length: view.matrix.strategies }, (_, i) => i);
}
