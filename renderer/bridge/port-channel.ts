import { serviceMessage } from "../../electron/contract/transport.ts";
import type { Channel, ChannelHandlers } from "./channel.ts";

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
