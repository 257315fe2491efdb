import { z } from "zod";
import { type DesktopBridge, type Loss, loss } from "../../electron/contract/desktop-bridge.ts";
import { Problem } from "../../electron/contract/problem.ts";
import { serviceMessage } from "../../electron/contract/transport.ts";
import { line } from "../state/tasks.ts";
import type { Host } from "./host.ts";
import { type Channel, type ChannelHandlers, createTransport } from "./transport.ts";

const openedPaths = z.array(z.string());

/** The host when the desktop's preload script is there. Resolves when the service has given its first port. */
export async function desktopHost(bridge: DesktopBridge): Promise<Host> {
  const nonce = crypto.randomUUID();
  const arrived: MessagePort[] = [];
  let wanted: ((port: MessagePort) => void) | null = null;
  window.addEventListener("message", (event: MessageEvent<{ tessera?: string } | null>) => {
    const [port] = event.ports;
    if (event.source !== window || event.data?.tessera !== nonce || !port) return;
    if (wanted) wanted(port);
    else arrived.push(port);
    wanted = null;
  });
  const nextPort = (): Promise<MessagePort> => {
    const ready = arrived.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve) => {
      wanted = resolve;
    });
  };
  const onLoss = hearLosses(bridge);
  await bridge.request("connect", { nonce });
  const first = await nextPort();
  return {
    kind: "desktop",
    transport: createTransport(portChannel(first, nextPort, onLoss)),
    async stage(files) {
      const paths = await Promise.all(files.map((file) => bridge.pathOf(file)));
      const missing = paths.indexOf("");
      if (missing >= 0)
        throw new Problem("not-found", `${files[missing]?.name} is not a file on this machine.`);
      return paths;
    },
    native: {
      tell: (name, argument) => void bridge.request(name, argument),
      onMenu: bridge.onMenu,
      onOpen: (listener) => bridge.onOpen((paths) => listener(openedPaths.parse(paths))),
    },
    async restart() {
      await bridge.request("restart", {});
    },
    async deliver(path) {
      const answer = await bridge.request("reveal", { path });
      if (!answer.ok) throw new Problem("not-found", answer.message);
    },
  };
}

/**
 * Listens from now on, because the first losses are told with the first port; those of the service wait for who follows its
 * line. Of page and graphics the user is told, and nothing changes.
 */
function hearLosses(bridge: DesktopBridge): (listener: (ended: Loss) => void) => () => void {
  const waiting: Loss[] = [];
  let follow = (ended: Loss): void => void waiting.push(ended);
  const forget = bridge.onLoss((told) => {
    const ended = loss.parse(told);
    if (ended.of === "service") follow(ended);
    else line.set((present) => ({ ...present, notice: ended.message }));
  });
  return (listener) => {
    follow = listener;
    for (const ended of waiting.splice(0)) listener(ended);
    return forget;
  };
}

/**
 * The desktop's line: a MessagePort whose other end is the service's process. When that process ends, the main process says so,
 * starts another and hands over a new port, for which `nextPort` waits.
 */
export function portChannel(
  first: MessagePort,
  nextPort: () => Promise<MessagePort>,
  onLoss: (listener: (ended: Loss) => void) => () => void,
): Channel {
  let port = first;
  let handlers: ChannelHandlers | null = null;
  let open = true;
  let forget = () => {};

  const attach = () => {
    port.onmessage = (event: MessageEvent<unknown>) => handlers?.message(serviceMessage.parse(event.data));
    port.start();
  };
  const follow = async (): Promise<void> => {
    while (open) {
      const next = await nextPort();
      port.close();
      port = next;
      attach();
      handlers?.restored();
    }
  };

  return {
    async send(message) {
      port.postMessage(message);
    },
    listen(given) {
      handlers = given;
      forget = onLoss(({ message, restarted }) => (restarted ? given.lost(message) : given.down(message)));
      attach();
      void follow();
    },
    close() {
      open = false;
      forget();
      port.close();
    },
  };
}
