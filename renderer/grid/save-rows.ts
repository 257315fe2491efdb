import { csvText } from "../../electron/contract/text.ts";
import type { Progress } from "../../electron/contract/transport.ts";
import { saveBlob } from "../ui/save-blob.ts";
import { meanwhile, type Pieces } from "./pieces.ts";

/** A table as it is saved. */
export interface SavedRows {
  readonly head: readonly string[];
  readonly rows: Uint32Array;
  readonly cellsOf: (row: number) => readonly (string | number)[];
}

/** Rows that are written as one piece, a few milliseconds. */
const LINES = 256;

/** Pieces that the browser takes over at once: it keeps them outside of the page, which never holds all of the text. */
const TOGETHER = 32;

/** The rows as CSV. */
export function* writingRows({ head, rows, cellsOf }: SavedRows): Pieces<Blob> {
  const parts: Blob[] = [];
  let texts: string[] = [];
  const handOver = () => {
    parts.push(new Blob(texts));
    texts = [];
  };
  const headText = csvText(head, []);
  texts.push(headText);
  for (let from = 0; from < rows.length; from += LINES) {
    const lines = Array.from(rows.subarray(from, from + LINES), cellsOf);
    texts.push(csvText(head, lines).slice(headText.length));
    if (texts.length >= TOGETHER) handOver();
    yield from / rows.length;
  }
  handOver();
  return new Blob(parts, { type: "text/csv" });
}

interface SaveTools {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Saves rows under a name: a task, which of many takes a while. */
export async function saveRows(table: SavedRows, file: string, tools: SaveTools): Promise<void> {
  const tell = (fraction: number) => tools.onProgress({ stage: "Writing rows", fraction });
  const blob = await meanwhile(writingRows(table), tools.signal, tell);
  if (blob) saveBlob(blob, file);
}
