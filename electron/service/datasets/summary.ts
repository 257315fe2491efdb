import type { DatasetSummary } from "../../contract/methods/dataset.ts";
import type { Manifest } from "./version/manifest.ts";

/** The summary of a version, from its manifest. */
export function datasetSummary(manifest: Manifest): DatasetSummary {
  const { fileName, bytes, sha256 } = manifest.source;
  const { mapping } = (manifest.mapping ?? {}) as { mapping?: { name?: unknown } };
  return {
    name: manifest.name,
    version: manifest.version,
    action: manifest.action,
    createdAt: manifest.createdAt,
    observations: manifest.observations,
    strategies: manifest.strategies,
    firstDate: manifest.firstDate,
    lastDate: manifest.lastDate,
    bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
    source: { fileName, bytes, sha256 },
    money: manifest.money ?? "",
    mapping: typeof mapping?.name === "string" ? mapping.name : "",
    missing: manifest.missing,
    rejects: manifest.rejects,
    recordedRejects: manifest.recordedRejects,
    missingCells: manifest.missingCells,
    findings: manifest.findings,
    compression: manifest.storage.compression,
  };
}
