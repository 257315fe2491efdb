import type { DatasetStore } from "./dataset-store.ts";
import type { VersionWriter } from "./version-writer.ts";

/** Runs `work` with a new version, which it commits; whatever it throws, nothing is left behind. */
export async function withVersion<T>(
  store: Pick<DatasetStore, "begin">,
  name: string,
  mode: "create" | "change" | "either",
  work: (writer: VersionWriter) => Promise<T>,
): Promise<T> {
  const writer = await store.begin(name, mode);
  try {
    return await work(writer);
  } finally {
    await writer.discard();
  }
}
