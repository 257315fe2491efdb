import { Button, Dialog, DialogBody, DialogFooter } from "@blueprintjs/core";
import { Stop } from "@blueprintjs/icons";
import { useState } from "react";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import { searchShelf } from "../../searches/runs.ts";

/** Gives a paused search up. What it has reached is lost for good, so that it is asked for once more. */
export function GiveUpButton({ search }: { search: KeptSearch }) {
  const [isAsked, setAsked] = useState(false);
  const keep = () => setAsked(false);
  const giveUp = () => {
    keep();
    searchShelf.cancel(search);
  };
  return (
    <>
      <Button icon={<Stop />} text="Give up" onClick={() => setAsked(true)} />
      <Dialog isOpen={isAsked} title="Give this search up?" onClose={keep}>
        <DialogBody>
          <p>It cannot go on from where it was paused: what it has reached is lost.</p>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button autoFocus text="Keep it paused" onClick={keep} />
              <Button intent="danger" text="Give it up" onClick={giveUp} />
            </>
          }
        />
      </Dialog>
    </>
  );
}
