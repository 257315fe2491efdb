import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Exchange } from "./exchange.ts";
import { inside } from "./inside.ts";
import { sendJson } from "./send-json.ts";

/** GET /api/download?path=...: a file below the data root, byte for byte. Anything else is "not found", whether it exists or not. */
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
