import { Button, Checkbox, Menu, MenuDivider, MenuItem, Popover } from "@blueprintjs/core";
import { More } from "@blueprintjs/icons";
import { useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { type KeptSearch, searchTitle } from "../../../electron/contract/kept-search.ts";
import { viewWords } from "../../../electron/contract/view-text.ts";
import { searchShelf, showSearch } from "../../searches/runs.ts";
import { VerdictWord } from "../../searches/VerdictPanel.tsx";
import { NameDialog } from "../../ui/NameDialog.tsx";
import { formatMoment } from "../../ui/text.ts";

interface SearchHistoryProps {
  readonly all: readonly KeptSearch[];
  readonly shown: KeptSearch | null;
  readonly compared: ReadonlySet<string>;
  readonly onCompare: (id: string, compare: boolean) => void;
  /** Puts what a search was asked into the form. */
  readonly onUse: (search: KeptSearch) => void;
}

/** The searches of the dataset, newest first: one is shown, others may be compared with it. */
export function SearchHistory({ all, shown, compared, onCompare, onUse }: SearchHistoryProps) {
  const [named, setNamed] = useState<KeptSearch | null>(null);
  if (all.length === 0) return <p className="history-empty">What was searched in this dataset stays here.</p>;
  return (
    <>
      <ul className="history" aria-label="Searches">
        {all.map((search) => (
          <HistoryItem
            key={search.id}
            search={search}
            isShown={search.id === shown?.id}
            isCompared={compared.has(search.id)}
            onCompare={(compare) => onCompare(search.id, compare)}
            onName={() => setNamed(search)}
            onUse={() => onUse(search)}
          />
        ))}
      </ul>
      {named && (
        <NameDialog
          title="Name this search"
          initial={searchTitle(named)}
          onName={(name) => {
            searchShelf.edit(named.id, { name });
            setNamed(null);
          }}
          onClose={() => setNamed(null)}
        />
      )}
    </>
  );
}

interface HistoryItemProps {
  readonly search: KeptSearch;
  readonly isShown: boolean;
  readonly isCompared: boolean;
  readonly onCompare: (compare: boolean) => void;
  readonly onName: () => void;
  readonly onUse: () => void;
}

function HistoryItem({ search, isShown, isCompared, onCompare, onName, onUse }: HistoryItemProps) {
  const title = searchTitle(search);
  const { headline, state } = search;
  const view = viewWords(search.request);
  return (
    <li className={isShown ? "history-item history-shown" : "history-item"}>
      <Checkbox
        checked={isCompared}
        disabled={state !== "done" || search.takenOver !== null}
        aria-label={`Compare ${title}`}
        onChange={(event) => onCompare(event.currentTarget.checked)}
      />
      <button
        type="button"
        className="history-text"
        aria-pressed={isShown}
        onClick={() => showSearch(search)}
      >
        <span className="history-title truncate">{title}</span>
        <span className="history-line truncate">
          {state === "done" && headline ? (
            headline.verdict ? (
              <VerdictWord verdict={headline.verdict} />
            ) : (
              headline.sentence
            )
          ) : (
            <b className={state === "paused" ? "warning" : undefined}>{state}</b>
          )}
          {headline?.expected && ` ${formatFigure(headline.expected.sharpe, 2)} a row`}
        </span>
        <span className="history-line faint truncate">
          {[formatMoment(search.startedAt), ...view].join(", ")}
        </span>
        {search.note && <span className="history-line faint truncate">{search.note}</span>}
      </button>
      <Popover
        placement="bottom-end"
        content={
          <Menu>
            {state === "paused" && <MenuItem text="Resume" onClick={() => searchShelf.resume(search)} />}
            {state !== "done" && <MenuItem text="Cancel" onClick={() => searchShelf.cancel(search)} />}
            <MenuItem text="Name…" onClick={onName} />
            {!search.takenOver && <MenuItem text="Use its settings" onClick={onUse} />}
            {state === "done" && (
              <>
                {!search.takenOver && <MenuItem text="Run again" onClick={() => searchShelf.again(search)} />}
                <MenuDivider />
                <MenuItem text="Remove" onClick={() => searchShelf.remove(search)} />
              </>
            )}
          </Menu>
        }
      >
        <Button variant="minimal" size="small" icon={<More />} aria-label={`Actions for ${title}`} />
      </Popover>
    </li>
  );
}
