import { Cross } from "@blueprintjs/icons";
import { viewParts } from "../../electron/contract/view-text.ts";
import { useStore } from "../state/store.ts";
import { type AnalysisView, changeView, rowsInForce, useView } from "../state/view.ts";
import { onRows } from "./text.ts";
import { tip } from "./tips.tsx";
import { messages } from "./toaster.tsx";

/**
 * The parts of the view that is in force on every screen, and how many rows it leaves; a press takes one back. Nothing while
 * the dataset is looked at as it is.
 */
export function ViewChips() {
  const view = useView();
  const rows = useStore(rowsInForce);
  const parts = view === null ? [] : viewParts(view);
  if (view === null || parts.length === 0) return null;
  const { dataset } = view;
  const clear = (fields: readonly string[], text: string) => {
    const part = Object.fromEntries(fields.map((field) => [field, undefined]));
    const change = () => changeView(dataset, part as Partial<AnalysisView>);
    messages.done(`No longer in force: ${text}.`, change(), change);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the controls of a form
    <div className="view-chips" role="group" aria-label="View in force">
      {parts.map(({ text, fields }) => (
        <button
          key={text}
          type="button"
          className="view-chip"
          aria-label={`Take back: ${text}`}
          onClick={() => clear(fields, text)}
          {...tip(`${text}\nHolds on every screen; press to take it back`)}
        >
          <span className="truncate">{text}</span>
          <Cross size={12} />
        </button>
      ))}
      {rows && <span className="view-rows">{onRows(rows.kept, rows.of)}</span>}
    </div>
  );
}
