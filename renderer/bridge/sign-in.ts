import { z } from "zod";

const STORED = "tessera.key";
const answer = z.object({ key: z.string() });

/**
 * The key for the browser host: from the one-time token in the address, else from this tab's earlier sign-in. Null when there is
 * neither. sessionStorage belongs to this tab and this port alone, and is gone with the tab.
 */
export async function signIn(): Promise<string | null> {
  const token = new URLSearchParams(location.hash.replace(/^#/, "")).get("token");
  if (token === null) return sessionStorage.getItem(STORED);
  history.replaceState(null, "", location.pathname);
  const response = await fetch("/api/session", { method: "POST", body: JSON.stringify({ token }) });
  if (!response.ok) return sessionStorage.getItem(STORED);
  const { key } = answer.parse(await response.json());
  sessionStorage.setItem(STORED, key);
  return key;
}
