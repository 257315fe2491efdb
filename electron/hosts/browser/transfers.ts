import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { inside } from "../../service/disk/own-places.ts";
import { type Exchange, sendJson } from "./http.ts";

/** Writes a body to a new file; throws once more than `limit` bytes have come. */
class LimitReached extends Error {}
async function writeBody(request: IncomingMessage, path: string, limit: number): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    let length = 0;
    // Not destroyed when this fails: the answer, that the disk is full, has to go the same way back.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) throw new LimitReached();
      await file.writeFile(chunk);
    }
  } catch (error) {
    // A browser reads the answer when it has sent everything.
    request.resume();
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * POST /api/upload?name=...: streams the body into a folder of its own below `staging` and answers {path}. Over the limit: 413,
 * and nothing is left behind; the same when the client goes away.
 */
export async function receiveUpload(exchange: Exchange, staging: string, limit: number): Promise<void> {
  const { request, response, url } = exchange;
  const tooLarge = () => {
    response.setHeader("Connection", "close");
    sendJson(response, 413, {
      code: "bad-input",
      message: `The file is larger than the limit of ${Math.round(limit / 2 ** 20)} MB for uploads.`,
      remedy: "Import it with the tessera command, or start the host with a higher --upload-limit.",
    });
  };
  if (Number(request.headers["content-length"] ?? 0) > limit) return tooLarge();
  const folder = join(staging, randomBytes(12).toString("hex"));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, safeFileName(url.searchParams.get("name") ?? ""));
  try {
    await writeBody(request, path, limit);
    sendJson(response, 200, { path });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (error instanceof LimitReached) return tooLarge();
    if (response.destroyed) return;
    response.setHeader("Connection", "close");
    const full = (error as NodeJS.ErrnoException).code === "ENOSPC";
    sendJson(response, full ? 507 : 500, {
      code: full ? "disk-full" : "internal",
      message: full ? "The disk is full; the upload was removed." : "The upload could not be written.",
    });
  }
}

/** Methods that have a dataset made of the files that they name. */
const consuming: ReadonlySet<string> = new Set(["dataset.import", "dataset.append", "dataset.migrate"]);

/** Takes away the uploads that a call has come to an end with: the dataset has their cells, and they are large. */
export async function removeUploads(method: string, request: unknown, staging: string): Promise<void> {
  const files = consuming.has(method) ? (request as { files?: unknown }).files : undefined;
  for (const file of Array.isArray(files) ? (files as unknown[]) : []) {
    const path = typeof file === "string" ? await inside(staging, file) : null;
    if (path !== null) await rm(dirname(path), { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * GET /api/download?path=...: a file below the data root, byte for byte. Anything else is "not found", whether it exists or
 * not.
 */
export async function sendDownload({ response, url }: Exchange, home: string): Promise<void> {
  const path = await inside(home, url.searchParams.get("path") ?? "");
  const found = path === null ? null : await stat(path).catch(() => null);
  if (path === null || !found?.isFile()) {
    sendJson(response, 404, { code: "not-found", message: "There is no such file below the data root." });
    return;
  }
  response.writeHead(200, {
    "Content-Type": "application/octet-stream",
    "Content-Length": found.size,
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
    "Cache-Control": "no-store",
  });
  await pipeline(createReadStream(path), response).catch(() => response.destroy());
}

/** Longest name of an upload: file systems have 255 bytes. */
const nameBytes = 180;

/** A name that is one path component on every system: no separators, no control or reserved characters, no leading dot. */
export function safeFileName(name: string): string {
  const last = basename(name.replaceAll("\\", "/"))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
    .replace(/[\u0000-\u001f\u007f<>:"|?*/]/g, "_")
    .replace(/^\.+/, "")
    .trim();
  // The end, which says what it is; file systems count bytes, and a whole character has up to four of them.
  let end = [...last].slice(-nameBytes).join("");
  while (Buffer.byteLength(end) > nameBytes) end = [...end].slice(1).join("");
  return end === "" ? "upload" : end;
}
