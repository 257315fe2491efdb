import { Button, Checkbox, EditableText } from "@blueprintjs/core";
import { Trash } from "@blueprintjs/icons";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { countOf } from "../../../electron/contract/text.ts";
import { NameText, sharedEnds } from "../../grid/names.tsx";
import { changePortfolio, openPortfolios, removePortfolio } from "../../portfolios/shelf.ts";
import { Panel } from "../../ui/panels.tsx";
import { formatMoment } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";

interface PortfolioListProps {
  readonly all: readonly SavedPortfolio[];
  readonly open: SavedPortfolio;
  readonly compared: ReadonlySet<string>;
  readonly onCompare: (id: string, compare: boolean) => void;
}

/** Portfolios of the dataset: one is open, others may be compared with it. */
export function PortfolioList({ all, open, compared, onCompare }: PortfolioListProps) {
  const shared = sharedEnds(all.map(({ name }) => name));
  return (
    <Panel title="Portfolios" note={formatFigure(all.length)} className="portfolio-list" flush>
      <ul>
        {all.map((one) => (
          <li
            key={one.id}
            className={one.id === open.id ? "portfolio-item portfolio-open" : "portfolio-item"}
          >
            <Checkbox
              checked={one.id === open.id || compared.has(one.id)}
              disabled={one.id === open.id}
              aria-label={`Compare ${one.name}`}
              onChange={(event) => onCompare(one.id, event.currentTarget.checked)}
            />
            <div className="portfolio-text">
              {one.id === open.id ? (
                <EditableText
                  defaultValue={one.name}
                  maxLength={80}
                  multiline
                  confirmOnEnterKey
                  minLines={1}
                  onConfirm={(name) =>
                    name !== one.name &&
                    name.trim() &&
                    changePortfolio(one.id, { name }, `Renamed to ${name}.`)
                  }
                />
              ) : (
                <button
                  type="button"
                  className="portfolio-name"
                  aria-label={one.name}
                  onClick={() => openPortfolios.set((present) => ({ ...present, [one.dataset]: one.id }))}
                >
                  <NameText name={one.name} shared={shared} />
                </button>
              )}
              <div className="faint truncate">
                {one.takenOver !== undefined && <span {...tip(`From ${one.takenOver}`)}>taken over, </span>}
                {countOf(one.members.length, "member")}, {formatMoment(one.createdAt)}
              </div>
            </div>
            <Button
              variant="minimal"
              size="small"
              icon={<Trash />}
              aria-label={`Remove ${one.name}`}
              onClick={() => removePortfolio(one)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
