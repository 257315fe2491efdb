import { resolve } from "node:path";
import { checkOutput } from "../../../service/disk/own-places.ts";
import { type Output, refuseExisting } from "../files.ts";
import type { CliSession } from "../session.ts";

/** Of a command that writes a file: without it, one that exists is refused. */
export const forceOption = ["--force", "replace a file that exists"] as const;

export interface OutputFlags {
  readonly out?: string;
  readonly force?: boolean;
}

/**
 * The file that --out names, undefined without one. Asked for before the work, which is not done for a place that is refused.
 * Throws Problem "already-exists", or "bad-request" for a place of the product's own.
 */
export async function outputOf(
  session: CliSession,
  { out, force = false }: OutputFlags,
): Promise<Output | undefined> {
  if (out === undefined) return undefined;
  const file = await checkOutput(session.home, resolve(out));
  const settings = await session.settings();
  const output = {
    file,
    replace: force,
    formulasAsText: settings.get("export.formulas_as_text"),
    byteOrderMark: settings.get("export.byte_order_mark"),
  };
  await refuseExisting(output);
  return output;
}
