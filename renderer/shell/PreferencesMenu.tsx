import { Button, Menu, MenuDivider, MenuItem, PopoverNext } from "@blueprintjs/core";
import { Flash, Moon, Style } from "@blueprintjs/icons";
import { type Preferences, preferences } from "../state/preferences.ts";
import { useStore } from "../state/use-store.ts";
import { tip } from "../ui/tip.ts";

const scales = [90, 100, 110, 125, 150] as const satisfies readonly Preferences["scale"][];

/** Theme and text size. */
export function PreferencesMenu() {
  const { theme, scale } = useStore(preferences);
  const change = (part: Partial<Preferences>) => preferences.set((present) => ({ ...present, ...part }));
  return (
    <PopoverNext
      placement="right-end"
      content={
        <Menu>
          <MenuDivider title="Theme" />
          <MenuItem
            icon={<Moon />}
            text="Dark"
            roleStructure="listoption"
            selected={theme === "dark"}
            onClick={() => change({ theme: "dark" })}
          />
          <MenuItem
            icon={<Flash />}
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
        </Menu>
      }
    >
      <Button
        variant="minimal"
        icon={<Style />}
        aria-label="Theme and text size"
        {...tip("Theme and text size")}
      />
    </PopoverNext>
  );
}
