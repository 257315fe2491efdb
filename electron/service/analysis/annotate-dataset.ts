import { Problem } from "../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { VersionWriter } from "../datasets/version/begin.ts";
import type { VersionDraft } from "../datasets/version/commit.ts";
import type { Manifest } from "../datasets/version/manifest.ts";
import type { Observation } from "../datasets/version/observations.ts";

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
  let draft: VersionDraft;
  try {
    draft = await changedDraft(writer, context, change);
    call.signal.throwIfAborted();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  const manifest = await writer.commit(draft);
  context.emit({ kind: "datasets-changed" });
  return manifest;
}

async function changedDraft(
  writer: VersionWriter,
  context: ServiceContext,
  change: (one: Observation) => Observation,
): Promise<VersionDraft> {
  const { base, name } = writer;
  if (!base) throw new Problem("not-found", `There is no dataset ${name}.`);
  const { observations } = await context.datasets.observations(name, base.version);
  for (const file of base.files) if (file.kind !== "observations") await writer.keep(file);
  return {
    action: "annotate",
    source: base.source,
    sources: base.sources,
    strategies: base.strategies,
    mapping: base.mapping,
    missing: base.missing,
    rejects: base.rejects,
    recordedRejects: base.recordedRejects,
    findings: base.findings,
    // The place of its cells goes with each observation.
    observations: observations.map((one) => ({ ...one, ...change(one) })),
  };
}
