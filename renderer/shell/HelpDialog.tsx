import { Button, Dialog, DialogBody, DialogFooter, InputGroup } from "@blueprintjs/core";
import { type ReactNode, useState } from "react";
import { terms } from "../../electron/contract/help/terms.ts";
import { metricFormula, metricName, metricTable } from "../../electron/contract/metrics.ts";
import { useSettings } from "../bridge/use-settings.ts";
import { beginGuide } from "../state/guide.ts";
import { route } from "../state/route.ts";
import { createStore, useStore } from "../state/store.ts";
import { TabStrip } from "../ui/panels.tsx";
import { screenPages, shortcuts } from "./help-texts.ts";
import { screenList } from "./screen-list.ts";
import "./help.css";

/** Whether help is shown. */
export const helpOpen = createStore(false);

/** What help looks for when it opens on a term; "" otherwise. */
export const helpQuery = createStore("");

const tabs = [
  { id: "screen", title: "This screen" },
  { id: "terms", title: "Terms and figures" },
  { id: "keys", title: "Shortcuts" },
];

/** What the screen is for, every term and figure, every shortcut. */
export function HelpDialog() {
  const open = useStore(helpOpen);
  if (!open) return null;
  return <OpenHelp />;
}

function OpenHelp() {
  const asked = useStore(helpQuery);
  const [tab, setTab] = useState(asked === "" ? "screen" : "terms");
  const close = () => {
    helpOpen.set(false);
    helpQuery.set("");
  };
  return (
    <Dialog isOpen title="Help" className="help" onClose={close}>
      <DialogBody>
        <TabStrip label="Help" tabs={tabs} selected={tab} onSelect={setTab} />
        <div className="help-content">
          {tab === "screen" && <ScreenPage />}
          {tab === "terms" && <TermList initial={asked} />}
          {tab === "keys" && (
            <Definitions rows={shortcuts.map(({ keys, does }) => [<kbd key={keys}>{keys}</kbd>, does])} />
          )}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button
              text="Start the guide"
              onClick={() => {
                beginGuide();
                close();
              }}
            />
            <Button intent="primary" text="Close" onClick={close} />
          </>
        }
      />
    </Dialog>
  );
}

function ScreenPage() {
  const name = useStore(route);
  return (
    <>
      <h3>{screenList.find((one) => one.name === name)?.label}</h3>
      {screenPages[name].map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}

function TermList({ initial }: { initial: string }) {
  const [query, setQuery] = useState(initial);
  const profile = useSettings().inForce("analysis.profile");
  const isWanted = (text: string) => text.toLowerCase().includes(query.trim().toLowerCase());
  const words = terms
    .flatMap((one) => one.terms)
    .filter(({ name, meaning }) => isWanted(`${name} ${meaning}`));
  const metrics = metricName.options.filter((name) =>
    isWanted(`${metricTable[name].title} ${metricTable[name].short}`),
  );
  const known = profile === "legacy" || profile === "r" ? profile : "textbook";
  return (
    <>
      <InputGroup
        type="search"
        autoFocus
        placeholder="Find a term or a figure"
        aria-label="Find a term or a figure"
        value={query}
        onValueChange={setQuery}
      />
      <Definitions
        rows={[
          ...words.map(({ name, meaning }): Row => [name, meaning]),
          ...metrics.map((name): Row => [metricTable[name].title, metricFormula(name, known)]),
        ]}
      />
      {words.length + metrics.length === 0 && <p className="muted">Nothing is called that.</p>}
    </>
  );
}

type Row = readonly [ReactNode, string];

function Definitions({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="help-terms">
      {rows.map(([name, what]) => (
        <div key={what}>
          <dt>{name}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
