import { Button, MenuItem } from "@blueprintjs/core";
import { Equals, Plus } from "@blueprintjs/icons";
import { Suggest } from "@blueprintjs/select";
import { useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { datasetStrategies } from "../../../electron/contract/methods/dataset.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { useResult } from "../../bridge/use-result.ts";
import { changePortfolio } from "../../portfolios/shelf.ts";

const MOST_SHOWN = 40;

/** Finds a strategy by its name and adds it; or makes all weights equal again. */
export function AddMembers({ portfolio }: { portfolio: SavedPortfolio }) {
  const [query, setQuery] = useState("");
  const { data } = useResult(datasetStrategies, {
    dataset: portfolio.dataset,
    search: query.trim(),
    limit: MOST_SHOWN,
  });
  const found = (data?.names ?? []).filter((name) => !portfolio.members.includes(name));
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
        items={found}
        query={query}
        onQueryChange={setQuery}
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
