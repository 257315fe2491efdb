import { Lock } from "@blueprintjs/icons";
import { Message } from "../ui/Message.tsx";

/** What a browser sees without a valid one-time address. */
export function SignedOut() {
  return (
    <Message icon={<Lock size={28} />} title="This address was already used">
      <p>
        An address of <code>tessera serve</code> opens one window. Press Enter in its terminal for another
        address, and open that.
      </p>
    </Message>
  );
}
