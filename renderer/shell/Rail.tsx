import { Button } from "@blueprintjs/core";
import { MenuClosed, MenuOpen, Search } from "@blueprintjs/icons";
import { preferences } from "../state/preferences.ts";
import { goTo, route } from "../state/route.ts";
import { useStore } from "../state/use-store.ts";
import { tip } from "../ui/tip.ts";
import { commandPaletteOpen } from "./command-palette-open.ts";
import { DatasetSwitcher } from "./DatasetSwitcher.tsx";
import { PreferencesMenu } from "./PreferencesMenu.tsx";
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
