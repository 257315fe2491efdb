/** The dataset of a plan: one version, linked or copied once, so that an import meanwhile changes nothing. */
import { createHash } from "node:crypto";
import { constants, copyFile, link, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { createDatasetStore, type DatasetStore } from "../datasets/store/dataset-store.ts";
import { StoreRoot } from "../datasets/store/root.ts";
import { hashFile } from "../datasets/version/files.ts";
import { type Manifest, manifestText } from "../datasets/version/manifest.ts";
import { diskProblem, makeFolders, replaceDurably } from "../disk/durable.ts";

/** What a manifest stands for: the files of the version by their checksums. */
export function manifestFingerprint({ name: _, ...manifest }: Manifest): string {
  return createHash("sha256").update(JSON.stringify(manifest)).digest("hex");
}

/** Puts a version of a dataset into the data root of a plan, and reads every byte of it once. Throws Problem. */
export async function takeInput(
  root: string,
  source: Pick<ServiceContext, "datasets">,
  wanted: { readonly dataset: string; readonly version?: number | undefined },
  call: CallContext,
): Promise<Manifest> {
  const { manifest } = await source.datasets.observations(wanted.dataset, wanted.version);
  const from = source.datasets.folder(manifest);
  const to = join(root, "datasets", manifest.name);
  const versionFolder = StoreRoot.versionFolder(manifest.version);
  for (const [done, { path, sha256 }] of manifest.files.entries()) {
    call.signal.throwIfAborted();
    call.progress({ stage: "Taking the dataset", fraction: done / manifest.files.length });
    const file = join(to, versionFolder, path);
    await take(join(from, path), file);
    if ((await hashFile(file, call.signal)) !== sha256) {
      throw new Problem("damaged", `The dataset file ${join(from, path)} is not as it was written.`, {
        file: join(from, path),
        remedy: `Repair it first: tessera verify --repair "${manifest.name}".`,
      });
    }
  }
  // What is kept of it proves itself when it is read, and is computed again where it is not there.
  for (const name of await readdir(from).catch(() => []))
    if (taken.test(name)) await take(join(from, name), join(to, versionFolder, name)).catch(() => undefined);
  await replaceDurably(join(to, versionFolder, "manifest.json"), manifestText(manifest));
  await replaceDurably(join(to, "current"), `${versionFolder}\n`);
  return manifest;
}

/** Kept results that shards and merge ask for: names and rows of the version, the test of its strategies as a whole. */
const taken = /^kept-(names|observations|universe)-/;

async function take(from: string, to: string): Promise<void> {
  try {
    await makeFolders(dirname(to));
    await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return;
      await copyFile(from, to, constants.COPYFILE_FICLONE);
    });
  } catch (error) {
    throw diskProblem(error, to, "writing");
  }
}

/** The store of a plan, once it is certain that it has the table that the plan was made for. Throws Problem. */
export async function openInput(
  root: string,
  { name, fingerprint }: { readonly name: string; readonly fingerprint: string },
): Promise<DatasetStore> {
  const datasets = createDatasetStore(root);
  if (manifestFingerprint(await datasets.manifest(name)) === fingerprint) return datasets;
  throw new Problem("bad-input", `${root} does not hold the table that the plan was made for.`, {
    file: root,
    remedy: "Make the plan again in another folder.",
  });
}
