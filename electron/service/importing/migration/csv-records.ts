import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** Records of a text file as text: lines, joined where a quoted cell goes on over a line end. Blank lines are left out. */
export async function* csvRecords(path: string): AsyncGenerator<string> {
  const lines = createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let open = "";
  for await (const line of lines) {
    const record = open === "" ? line : `${open}\n${line}`;
    const quotes = record.split('"').length - 1;
    if (quotes % 2 === 1) {
      open = record;
      continue;
    }
    open = "";
    if (record.trim() !== "") yield record;
  }
  if (open !== "") yield open;
}
