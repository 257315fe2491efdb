import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { type Access, checkOrigin } from "./access.ts";
import type { Connections } from "./connections.ts";
import { type Exchange, readBody, sendJson } from "./http.ts";
import { securityHeaders } from "./security-headers.ts";
import { type StaticFile, sendStatic } from "./static-files.ts";
import { receiveUpload, sendDownload } from "./transfers.ts";

export interface RouterParts {
  readonly access: Access;
  readonly connections: Connections;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly home: string;
  readonly staging: string;
  readonly uploadLimitBytes: number;
  /** Milliseconds for a token, which is a line. */
  readonly patienceMs: number;
  readonly port: () => number;
}

const sessionRequest = z.object({ token: z.string().max(200) });

/**
 * Answers a request that is not read, and ends its connection: a body that comes as slowly as it likes would hold it for ever.
 */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.setHeader("Connection", "close");
  sendJson(response, status, { code: "bad-request", message });
}

/** Every request goes: origin, then (below /api) the key, then its route. What is not named here is 404. */
export function createRouter(
  parts: RouterParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const exchangeToken = async ({ request, response }: Exchange) => {
    const late = setTimeout(() => request.destroy(), parts.patienceMs);
    const body = await readBody(request, 4_096).finally(() => clearTimeout(late));
    let key: string | null = null;
    try {
      key = parts.access.exchange(
        sessionRequest.parse(JSON.parse(new TextDecoder().decode(body ?? undefined))).token,
      );
    } catch {
      key = null;
    }
    if (key === null)
      return sendJson(response, 401, { code: "bad-request", message: "This address was already used." });
    sendJson(response, 200, { key });
  };

  const api = async (exchange: Exchange): Promise<void> => {
    const { request, response, url } = exchange;
    const route = `${request.method} ${url.pathname}`;
    if (route === "POST /api/session") return exchangeToken(exchange);
    if (!parts.access.allows(request.headers.authorization))
      return refuse(response, 401, "Open the address that the host printed.");
    if (route === "GET /api/stream") return parts.connections.open(exchange);
    if (route === "GET /api/download") return sendDownload(exchange, parts.home);
    if (route === "POST /api/upload") return receiveUpload(exchange, parts.staging, parts.uploadLimitBytes);
    if (route.startsWith("POST /api/send/"))
      return parts.connections.receive(exchange, url.pathname.slice("/api/send/".length));
    sendJson(response, 404, { code: "not-found", message: "There is nothing here." });
  };

  return (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const refused = checkOrigin(request.headers, request.method ?? "", parts.port());
    if (refused !== null) return refuse(response, 403, refused);
    const url = URL.parse(request.url ?? "/", "http://host.invalid");
    if (url === null)
      return sendJson(response, 400, { code: "bad-request", message: "The address is not valid." });
    const exchange: Exchange = { request, response, url };
    if (!url.pathname.startsWith("/api/")) return sendStatic(exchange, parts.files);
    api(exchange).catch((error: unknown) => {
      console.error("A request failed:", error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { code: "internal", message: "The request failed." });
    });
  };
}
