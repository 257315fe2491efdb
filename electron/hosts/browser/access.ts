import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

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
