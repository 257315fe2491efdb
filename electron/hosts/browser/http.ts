import type { IncomingMessage, ServerResponse } from "node:http";

/** One HTTP request with its answer, as the routes of the browser host take it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query; the host part means nothing. */
  readonly url: URL;
}

/** The body of a request, or null when it is longer than `limit` bytes (what is over the limit is not kept). */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  // A copy of its own: Buffer.concat may return a window on a pool, whose address need not be a multiple of 8.
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

/** Answers with a small JSON value and ends the response. Nothing of the interface is ever cached. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  });
  response.end(body);
}
