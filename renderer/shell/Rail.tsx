import { Button, Menu, MenuDivider, MenuItem, PopoverNext } from "@blueprintjs/core";
import { CaretDown, Cog, Database, Help, Import, MenuClosed, MenuOpen, Search } from "@blueprintjs/icons";
import { useEffect, useRef } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import { datasetList } from "../../electron/contract/methods/dataset.ts";
import { useResult } from "../bridge/use-result.ts";
import { commandPaletteOpen } from "../state/commands.ts";
import { type Preferences, preferences } from "../state/preferences.ts";
import { goTo, goToPlace, route } from "../state/route.ts";
import { useStore } from "../state/store.ts";
import { currentDataset } from "../state/view.ts";
import { tip } from "../ui/tips.tsx";
import { messages } from "../ui/toaster.tsx";
import { helpOpen } from "./HelpDialog.tsx";
import { screenList } from "./screen-list.ts";

/** The flow of the work, from a file to a portfolio, with what serves it below. */
export function Rail() {
  const shown = useStore(route);
  const { railNarrow } = useStore(preferences);
  return (
    <nav className={railNarrow ? "rail rail-narrow" : "rail"} aria-label="Screens">
      <div className="rail-brand">
        <img src="/icon.svg" alt="" width={20} height={20} />
        {!railNarrow && <span>Tessera</span>}
      </div>
      <DatasetSwitcher narrow={railNarrow} />
      <ul className="rail-list">
        {screenList.map(({ name, label, icon: Icon }, index) => (
          <li key={name} className={name === "jobs" || name === "data" ? "rail-gap" : undefined}>
            <button
              type="button"
              className="rail-item"
              aria-current={shown === name ? "page" : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
              aria-label={label}
              {...(railNarrow ? tip(label) : {})}
              onClick={() => goTo(name)}
            >
              <Icon size={16} />
              {!railNarrow && <span className="truncate">{label}</span>}
            </button>
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <Button
          variant="minimal"
          icon={<Search />}
          aria-label="Command palette"
          {...tip("Command palette\nCtrl+K")}
          onClick={() => commandPaletteOpen.set(true)}
        />
        <Button
          variant="minimal"
          icon={<Help />}
          aria-label="Help"
          {...tip("Help\nF1")}
          onClick={() => helpOpen.set(true)}
        />
        <PreferencesMenu />
        <Button
          variant="minimal"
          icon={railNarrow ? <MenuOpen /> : <MenuClosed />}
          aria-label={railNarrow ? "Wider rail" : "Narrower rail"}
          {...tip(railNarrow ? "Wider rail" : "Narrower rail")}
          onClick={() => preferences.set((present) => ({ ...present, railNarrow: !present.railNarrow }))}
        />
      </div>
    </nav>
  );
}

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
  const seen = useRef<{ readonly name: string; readonly version: number } | null>(null);
  useEffect(() => {
    if (!open) return;
    const before = seen.current;
    seen.current = { name: open.name, version: open.version };
    if (before?.name !== open.name || before.version === open.version) return;
    messages.done(`${open.name}: version ${open.version} is in force, and every screen shows it.`);
  }, [open]);
  return (
    <div className="dataset-switch">
      <PopoverNext
        placement="bottom-start"
        fill
        content={
          <Menu className="choices">
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

const scales = [90, 100, 110, 125, 150] as const satisfies readonly Preferences["scale"][];

/** Theme, text size, and the way to every setting. */
export function PreferencesMenu() {
  const { theme, scale } = useStore(preferences);
  const change = (part: Partial<Preferences>) => preferences.set((present) => ({ ...present, ...part }));
  return (
    <PopoverNext
      placement="right-end"
      content={
        <Menu className="choices">
          <MenuDivider title="Theme" />
          <MenuItem
            text="As the system"
            roleStructure="listoption"
            selected={theme === "system"}
            onClick={() => change({ theme: "system" })}
          />
          <MenuItem
            text="Dark"
            roleStructure="listoption"
            selected={theme === "dark"}
            onClick={() => change({ theme: "dark" })}
          />
          <MenuItem
            text="Light"
            roleStructure="listoption"
            selected={theme === "light"}
            onClick={() => change({ theme: "light" })}
          />
          <MenuDivider title="Text size" />
          {scales.map((one) => (
            <MenuItem
              key={one}
              text={`${one} %`}
              roleStructure="listoption"
              selected={scale === one}
              onClick={() => change({ scale: one })}
            />
          ))}
          <MenuDivider />
          <MenuItem icon={<Cog />} text="All settings" onClick={() => goToPlace("engine", "settings")} />
        </Menu>
      }
    >
      <Button
        variant="minimal"
        icon={<Cog />}
        aria-label="Theme, text size and settings"
        {...tip("Theme, text size and settings")}
      />
    </PopoverNext>
  );
}
