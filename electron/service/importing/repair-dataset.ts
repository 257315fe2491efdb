import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { type DatasetStore, withVersion } from "../datasets/store/dataset-store.ts";
import { hashFile } from "../datasets/version/files.ts";
import type { Manifest } from "../datasets/version/manifest.ts";
import { appendFiles } from "./append-files.ts";
import { importFiles } from "./import-files.ts";
import { type ImportStep, recordOf } from "./import-record.ts";
import { importSettings } from "./import-settings.ts";
import { untilUnderstood } from "./read-again.ts";
import { withFiles } from "./with-files.ts";

type Source = ImportStep["files"][number];

/**
 * Makes a damaged dataset anew from the files that it came from, as a new version; the damaged one stays. Throws Problem
 * "not-found" when a source is gone, "unsupported" when the dataset came from no file.
 */
export async function repairDataset(
  context: ServiceContext,
  name: string,
  call: CallContext,
): Promise<Manifest> {
  const { datasets, home, settings } = context;
  const damaged = await datasets.manifest(name);
  const record = recordOf(damaged);
  if (!record) {
    throw new Problem(
      "unsupported",
      `The dataset "${name}" did not come from a file that could be read again.`,
      {
        remedy: "Go back to a version that is whole: tessera history, tessera rollback.",
      },
    );
  }
  const kept = await keptSources(datasets, name);
  const steps = await Promise.all(
    record.steps.map(async (step) => ({
      ...step,
      paths: await Promise.all(step.files.map((file) => findSource(file, kept))),
    })),
  );
  // Beside the dataset, so that a reader never sees an import without its appends.
  const workName = `~repair ${process.pid} ${randomBytes(6).toString("hex")}`;
  try {
    for (const { action, paths, options } of steps) {
      const own = importSettings(options, settings);
      const before = record.steps[0]?.understood;
      await untilUnderstood(own.learned, () =>
        withVersion(datasets, workName, action === "import" ? "create" : "change", (writer) =>
          withFiles(home, paths, options, own, call, (files) =>
            action === "import"
              ? importFiles(files, own, options, "import", writer, call)
              : appendFiles(files, { ...own, before }, options, "skip", datasets, writer, call),
          ),
        ),
      );
    }
    const { manifest, observations } = await datasets.observations(workName);
    return await withVersion(datasets, name, "change", async (writer) => {
      const folder = datasets.folder(manifest);
      for (const file of manifest.files) if (file.kind !== "observations") await writer.keep(file, folder);
      const { source, sources, mapping } = damaged;
      return writer.commit({ ...manifest, source, sources, mapping, action: "repair", observations });
    });
  } finally {
    await datasets.discard(workName);
  }
}

/** Where the very bytes of a source still are: at their place, or kept in a version of the dataset. */
async function findSource(source: Source, kept: readonly string[]): Promise<string> {
  for (const path of [source.path ?? "", ...kept]) {
    const size = await stat(path).then(
      (one) => one.size,
      () => -1,
    );
    if (size === source.bytes && (await hashFile(path)) === source.sha256) return path;
  }
  throw new Problem(
    "not-found",
    `The source file ${source.fileName} is no longer where it was, or has changed.`,
    {
      file: source.path ?? source.fileName,
      remedy:
        "Put the file back, go back to a version that is whole (tessera rollback), or import another file.",
    },
  );
}

async function keptSources(store: DatasetStore, name: string): Promise<string[]> {
  const manifests = (await store.history(name)).flatMap(({ manifest }) => manifest ?? []);
  return manifests.flatMap((manifest) =>
    manifest.files
      .filter(({ kind }) => kind === "source")
      .map(({ path }) => join(store.folder(manifest), path)),
  );
}
