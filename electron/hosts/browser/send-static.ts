import type { Exchange } from "./exchange.ts";
import { sendJson } from "./send-json.ts";
import type { StaticFile } from "./static-files.ts";

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
