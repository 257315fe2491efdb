import { Menu, MenuDivider, MenuItem, PopoverNext } from "@blueprintjs/core";
import { CaretDown, Database, Import } from "@blueprintjs/icons";
import { useEffect } from "react";
import { formatFigure } from "../../electron/charts/parts/format.ts";
import { datasetList } from "../../electron/contract/methods/dataset.ts";
import { useResult } from "../bridge/use-result.ts";
import { currentDataset } from "../state/current-dataset.ts";
import { goTo } from "../state/route.ts";
import { useStore } from "../state/use-store.ts";

/** The dataset that every screen works on, and the choice of another. */
export function DatasetSwitcher({ narrow }: { narrow: boolean }) {
  const { data } = useResult(datasetList, {}, ["datasets-changed"]);
  const chosen = useStore(currentDataset);
  const open = data?.datasets.find((one) => one.name === chosen);
  useEffect(() => {
    // What was open may be gone; with a single choice there is nothing to ask.
    if (!data || data.datasets.some((one) => one.name === chosen)) return;
    currentDataset.set(data.datasets[0]?.name ?? null);
  }, [data, chosen]);
  return (
    <div className="dataset-switch">
      <PopoverNext
        placement="bottom-start"
        fill
        content={
          <Menu>
            <MenuDivider title="Datasets" />
            {data?.datasets.map((one) => (
              <MenuItem
                key={one.name}
                text={one.name}
                label={`${formatFigure(one.observations)} × ${formatFigure(one.strategies)}`}
                roleStructure="listoption"
                selected={one.name === chosen}
                onClick={() => currentDataset.set(one.name)}
              />
            ))}
            <MenuDivider />
            <MenuItem icon={<Import />} text="Import a file" onClick={() => goTo("import")} />
          </Menu>
        }
      >
        <button
          type="button"
          className="dataset-button"
          {...(narrow ? { "aria-label": `Dataset: ${open?.name ?? "none"}` } : {})}
        >
          <Database size={16} className="faint" />
          {!narrow && (
            <>
              <span className="dataset-text">
                <span className="dataset-name truncate">{open?.name ?? "No dataset"}</span>
                <span className="dataset-shape truncate">
                  {open
                    ? `${formatFigure(open.observations)} × ${formatFigure(open.strategies)}`
                    : "Import a file to begin"}
                </span>
              </span>
              <CaretDown size={14} className="faint" />
            </>
          )}
        </button>
      </PopoverNext>
    </div>
  );
}
