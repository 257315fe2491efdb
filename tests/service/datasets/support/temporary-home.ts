import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty data root that is removed after the test. */
export async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "tessera-test-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}
