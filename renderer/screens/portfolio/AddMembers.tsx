import { Button, MenuItem } from "@blueprintjs/core";
import { Equals, Plus } from "@blueprintjs/icons";
import { Suggest } from "@blueprintjs/select";
import { useCallback } from "react";
import { strategyMetrics } from "../../../electron/contract/methods/strategy-metrics.ts";
import { useResult } from "../../bridge/use-result.ts";
import { formatFigure } from "../../charts/format-figure.ts";
import { changePortfolio } from "../../portfolios/change-portfolio.ts";
import type { Portfolio } from "../../portfolios/portfolio.ts";
import { useView } from "../../state/use-view.ts";

const MOST_SHOWN = 40;

/** Finds a strategy by its name and adds it; or makes all weights equal again. */
export function AddMembers({ portfolio }: { portfolio: Portfolio }) {
  const view = useView();
  // One light column: the names are what is needed.
  const { data } = useResult(strategyMetrics, view && { ...view, metrics: ["roi"] });
  const find = useCallback(
    (query: string, names: string[]): string[] => {
      const words = query.toLowerCase().split(/\s+/);
      const found: string[] = [];
      for (const name of names) {
        if (found.length === MOST_SHOWN) break;
        const text = name.toLowerCase();
        if (words.every((word) => text.includes(word)) && !portfolio.members.includes(name)) found.push(name);
      }
      return found;
    },
    [portfolio.members],
  );
  const add = (name: string) => {
    const n = portfolio.members.length;
    const weights = portfolio.weights && [
      ...portfolio.weights.map((weight) => (weight * n) / (n + 1)),
      1 / (n + 1),
    ];
    changePortfolio(
      portfolio.id,
      { members: [...portfolio.members, name], weights },
      `${name} joined the portfolio.`,
    );
  };
  return (
    <div className="members-bar">
      <Suggest<string>
        items={(data?.strategies as string[] | undefined) ?? []}
        itemListPredicate={find}
        itemRenderer={(name, { handleClick, handleFocus, modifiers, ref }) => (
          <MenuItem
            key={name}
            ref={ref}
            text={name}
            active={modifiers.active}
            onClick={handleClick}
            {...(handleFocus ? { onFocus: handleFocus } : {})}
            roleStructure="listoption"
          />
        )}
        inputValueRenderer={() => ""}
        onItemSelect={add}
        resetOnSelect
        selectedItem={null}
        inputProps={{ placeholder: "Add a strategy", leftElement: <Plus />, "aria-label": "Add a strategy" }}
        popoverProps={{ matchTargetWidth: true }}
        noResults={<MenuItem disabled text="No strategy is called that." roleStructure="listoption" />}
      />
      <Button
        icon={<Equals />}
        text="Equal weights"
        disabled={portfolio.weights === null}
        onClick={() => changePortfolio(portfolio.id, { weights: null }, "All members weigh the same.")}
      />
      <span className="faint">{formatFigure(portfolio.members.length)} members</span>
    </div>
  );
}
