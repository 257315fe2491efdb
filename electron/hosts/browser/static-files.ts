import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join, relative, sep } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { type Exchange, sendJson } from "./http.ts";

/** Folder of the built window: dist/renderer of the checkout that this file (or its bundle) lies in. Throws Problem. */
export function rendererFolder(): string {
  for (let folder = import.meta.dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const candidate = join(folder, "dist", "renderer");
    if (existsSync(join(candidate, "index.html"))) return candidate;
  }
  throw new Problem("internal", "The window is not built.", {
    remedy: "Run npm run build in the project root.",
  });
}

export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/**
 * The renderer's files by their URL path, read once at start. A request is looked up in this map and never turned into a path,
 * so that nothing else on the disk can be reached. Files of other types (source maps) are left out.
 */
export async function loadStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const body = await readFile(path);
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    files.set(`/${relative(folder, path).split(sep).join("/")}`, { type, etag, body });
  }
  const index = files.get("/index.html");
  if (index) files.set("/", index);
  return files;
}

/** Answers with one of the renderer's files. Names of built files hold their hash, so they may be kept; the page may not. */
export function sendStatic(
  { request, response, url }: Exchange,
  files: ReadonlyMap<string, StaticFile>,
): void {
  const file = files.get(url.pathname);
  if (!file || (request.method !== "GET" && request.method !== "HEAD")) {
    sendJson(response, file ? 405 : 404, { code: "not-found", message: "There is nothing here." });
    return;
  }
  const headers = {
    "Content-Type": file.type,
    ETag: file.etag,
    "Cache-Control": url.pathname.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache",
  };
  if (request.headers["if-none-match"] === file.etag) response.writeHead(304, headers).end();
  else
    response
      .writeHead(200, { ...headers, "Content-Length": file.body.length })
      .end(request.method === "HEAD" ? "" : file.body);
}
