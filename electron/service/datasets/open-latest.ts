import type { CallContext } from "../call-context.ts";
import type { OpenDataset, OpenOptions } from "./dataset-store.ts";
import { openDataset } from "./open-dataset.ts";
import { readPointer } from "./pointer.ts";
import type { StoreRoot } from "./store-root.ts";

/**
 * Reads a dataset; once more when another version came into force meanwhile and the one that was being read was removed
 * as too old. Throws Problem as openDataset does.
 */
export async function openLatest(
  root: StoreRoot,
  name: string,
  options: OpenOptions = {},
  call?: CallContext,
): Promise<OpenDataset> {
  const before = await readPointer(root, name);
  try {
    return await openDataset(root, name, options, call);
  } catch (error) {
    if (options.version !== undefined || (await readPointer(root, name)) === before) throw error;
    return openDataset(root, name, options, call);
  }
}
