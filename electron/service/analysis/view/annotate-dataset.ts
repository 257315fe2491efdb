import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../call-context.ts";
import type { Manifest } from "../../datasets/manifest.ts";
import type { Observation } from "../../datasets/observation.ts";
import type { StoredObservation } from "../../datasets/stored-observation.ts";
import type { ServiceContext } from "../../service-context.ts";

/**
 * Makes a new version of a dataset in which observations say something else about themselves (regime, zone). Cells are
 * taken over as they are; `change` gets every observation in order.
 */
export async function annotateDataset(
  name: string,
  context: ServiceContext,
  call: CallContext,
  change: (one: Observation) => Observation,
): Promise<Manifest> {
  const writer = await context.datasets.begin(name, "change");
  try {
    const { base } = writer;
    if (!base) throw new Problem("not-found", `There is no dataset ${name}.`);
    const { observations } = await context.datasets.open(name, { version: base.version }, call);
    call.signal.throwIfAborted();
    for (const file of base.files) if (file.kind !== "observations") await writer.keep(file);
    const manifest = await writer.commit({
      action: "annotate",
      source: base.source,
      sources: base.sources,
      strategies: base.strategies,
      mapping: base.mapping,
      missing: base.missing,
      rejects: base.rejects,
      recordedRejects: base.recordedRejects,
      findings: base.findings,
      observations: observations.map((one) => ({ ...placeOf(one), ...change(one) })),
    });
    context.emit({ kind: "datasets-changed" });
    return manifest;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** Observations of an opened dataset carry the place of their cells in the store. */
function placeOf(one: Observation): StoredObservation {
  if (!("part" in one) || !("column" in one))
    throw new Error("the observation does not say where its cells are");
  return one as StoredObservation;
}
