import { open } from "node:fs/promises";
import { type CallContext, stopIfCancelled } from "../../call-context.ts";

const bufferBytes = 4 << 20;

/** Writes lines to a new file, a few megabytes at a time. */
export async function writeLines(
  file: string,
  lines: Iterable<string>,
  total: number,
  call?: CallContext,
): Promise<void> {
  const target = await open(file, "wx");
  try {
    let text = "";
    let done = 0;
    for (const line of lines) {
      text += line;
      done++;
      if (text.length < bufferBytes) continue;
      await target.write(text);
      text = "";
      stopIfCancelled(call);
      call?.progress({ stage: "Writing", fraction: Math.min(1, done / total) });
    }
    await target.write(text);
    await target.sync();
  } finally {
    await target.close();
  }
}
