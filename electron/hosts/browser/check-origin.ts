import type { IncomingHttpHeaders } from "node:http";

/**
 * Null when a request comes from the page that this host serves, else why it does not. The Host check stops a foreign name that
 * was made to resolve to 127.0.0.1; the Origin and fetch-metadata checks stop a foreign page that knows the port.
 * `port` is the port listened on; a tunnel must keep it, because the page's origin names it.
 */
export function checkOrigin(headers: IncomingHttpHeaders, method: string, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? "")) return "The Host header is not this host's address.";
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`)
    return "The request comes from another origin.";
  if (method !== "GET" && origin === undefined)
    return "A request that changes something must say its origin.";
  const site = headers["sec-fetch-site"];
  const isNavigation = headers["sec-fetch-mode"] === "navigate" && method === "GET";
  if (site === undefined || site === "same-origin" || site === "none" || isNavigation) return null;
  return "The request comes from another site.";
}
