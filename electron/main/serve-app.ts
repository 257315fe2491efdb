import type { Protocol } from "electron";
import { securityHeaders } from "../hosts/browser/security-headers.ts";
import { loadStaticFiles } from "../hosts/browser/static-files.ts";

/** Answers app://tessera/... from the renderer's files, which are looked up in a map and never turned into a path. */
export async function serveApp(protocol: Pick<Protocol, "handle">, renderer: string): Promise<void> {
  const files = await loadStaticFiles(renderer);
  protocol.handle("app", (request) => {
    const address = URL.parse(request.url);
    const file =
      address?.host === "tessera" && request.method === "GET" ? files.get(address.pathname) : undefined;
    if (!file) return new Response("There is nothing here.", { status: 404, headers: securityHeaders });
    return new Response(new Uint8Array(file.body), {
      headers: { ...securityHeaders, "Content-Type": file.type },
    });
  });
}
