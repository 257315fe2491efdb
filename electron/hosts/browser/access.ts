import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/**
 * Who may talk to the host. An address that is printed carries a token which works once: the window that opens it gets a key,
 * kept in the page's memory and sent with every request (no cookie: a browser sends cookies of 127.0.0.1 to every port).
 */
export interface Access {
  /** A fresh token for an address to open; an earlier unused one stays valid until it is used or too old. */
  newToken(): string;
  /** The key for a token, or null when the token is unknown, used or older than its lifetime. */
  exchange(token: string): string | null;
  /** Whether an Authorization header holds a valid key. */
  allows(authorization: string | undefined): boolean;
}

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
const secret = (): string => randomBytes(32).toString("base64url");

/** Keys live as long as the process. `tokenLifetimeMs` bounds how long a printed address can lie around unused. */
export function createAccess(tokenLifetimeMs = 12 * 60 * 60 * 1000, now: () => number = Date.now): Access {
  const tokens = new Map<string, number>();
  const keys: Buffer[] = [];
  return {
    newToken() {
      const token = secret();
      tokens.set(hash(token).toString("hex"), now() + tokenLifetimeMs);
      return token;
    },
    exchange(token) {
      const digest = hash(token).toString("hex");
      const expires = tokens.get(digest);
      if (expires === undefined) return null;
      tokens.delete(digest);
      if (now() > expires) return null;
      const key = secret();
      keys.push(hash(key));
      return key;
    },
    allows(authorization) {
      const given = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization ?? "")?.[1];
      if (!given) return false;
      const digest = hash(given);
      return keys.some((key) => timingSafeEqual(key, digest));
    },
  };
}

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
