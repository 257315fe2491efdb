import type { DesktopBridge } from "../../electron/contract/desktop-bridge.ts";
import { Problem } from "../../electron/contract/problem.ts";
import { serviceMessage } from "../../electron/contract/transport.ts";
import type { Host } from "./host.ts";
import { type Channel, type ChannelHandlers, createTransport } from "./transport.ts";

interface Delivered {
  readonly port: MessagePort;
  readonly lost: string;
}

/** The host when the desktop's preload script is there. Resolves when the service has given its first port. */
export async function desktopHost(
  bridge: DesktopBridge,
  onLine: (lost: string | null) => void,
): Promise<Host> {
  const nonce = crypto.randomUUID();
  const arrived: Delivered[] = [];
  let wanted: ((delivered: Delivered) => void) | null = null;
  window.addEventListener("message", (event: MessageEvent<{ tessera?: string; lost?: string } | null>) => {
    const [port] = event.ports;
    if (event.source !== window || event.data?.tessera !== nonce || !port) return;
    const delivered = { port, lost: event.data.lost ?? "" };
    if (wanted) wanted(delivered);
    else arrived.push(delivered);
    wanted = null;
  });
  const nextPort = (): Promise<Delivered> => {
    const ready = arrived.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve) => {
      wanted = resolve;
    });
  };
  await bridge.request("connect", { nonce });
  const first = await nextPort();
  return {
    kind: "desktop",
    transport: createTransport(portChannel(first.port, nextPort), onLine),
    async stage(files) {
      const paths = await Promise.all(files.map((file) => bridge.pathOf(file)));
      const missing = paths.indexOf("");
      if (missing >= 0)
        throw new Problem("not-found", `${files[missing]?.name} is not a file on this machine.`);
      return paths;
    },
    async deliver(path) {
      const answer = await bridge.request("reveal", { path });
      if (!answer.ok) throw new Problem("not-found", answer.message);
    },
  };
}

/**
 * The desktop's line: a MessagePort whose other end is the service's process. When that process ends, the main process starts
 * another and hands over a new port: `nextPort` waits for it and brings what was lost, in words.
 */
export function portChannel(
  first: MessagePort,
  nextPort: () => Promise<{ port: MessagePort; lost: string }>,
): Channel {
  let port = first;
  let handlers: ChannelHandlers | null = null;
  let open = true;

  const attach = () => {
    port.onmessage = (event: MessageEvent<unknown>) => handlers?.message(serviceMessage.parse(event.data));
    port.start();
  };
  const follow = async (): Promise<void> => {
    while (open) {
      const next = await nextPort();
      port.close();
      port = next.port;
      attach();
      handlers?.lost(next.lost);
      handlers?.restored();
    }
  };

  return {
    async send(message) {
      port.postMessage(message);
    },
    listen(given) {
      handlers = given;
      attach();
      void follow();
    },
    close() {
      open = false;
      port.close();
    },
  };
}
