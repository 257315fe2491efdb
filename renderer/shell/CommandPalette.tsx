import { Menu, MenuItem } from "@blueprintjs/core";
import { Contrast } from "@blueprintjs/icons";
import { Omnibar, renderFilteredItems } from "@blueprintjs/select";
import { createElement } from "react";
import { type Command, commandPaletteOpen, screenCommands } from "../state/commands.ts";
import { preferences, shownTheme } from "../state/preferences.ts";
import { goTo } from "../state/route.ts";
import { useStore } from "../state/store.ts";
import { screenList } from "./screen-list.ts";

/** Commands of the window, whatever screen is shown. */
export const generalCommands: readonly Command[] = [
  ...screenList.map(({ name, label, icon, words }) => ({
    id: `screen-${name}`,
    title: label,
    group: "Go to",
    words,
    icon: createElement(icon, { size: 16 }),
    run: () => goTo(name),
  })),
  {
    id: "theme",
    title: "Switch between dark and light",
    group: "Window",
    words: "theme colours",
    icon: createElement(Contrast, { size: 16 }),
    run: () => preferences.set((one) => ({ ...one, theme: shownTheme.get() === "dark" ? "light" : "dark" })),
  },
];

const matches = (query: string, command: Command): boolean => {
  const text = `${command.title} ${command.group} ${command.words ?? ""}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** Everything that can be done from the keyboard, found by typing. */
export function CommandPalette() {
  const open = useStore(commandPaletteOpen);
  const ofScreen = useStore(screenCommands);
  const close = () => commandPaletteOpen.set(false);
  return (
    <Omnibar<Command>
      isOpen={open}
      onClose={close}
      items={[...ofScreen, ...generalCommands]}
      itemPredicate={matches}
      resetOnSelect
      inputProps={{ placeholder: "Type a command or a screen", "aria-label": "Command" }}
      itemListRenderer={(list) => (
        <Menu role="listbox" {...(list.menuProps as object)} ulRef={list.itemsParentRef}>
          {renderFilteredItems(
            list,
            <MenuItem disabled text="Nothing is called that." roleStructure="listoption" />,
          )}
        </Menu>
      )}
      itemRenderer={(command, { handleClick, handleFocus, modifiers, ref }) =>
        modifiers.matchesPredicate ? (
          <MenuItem
            key={command.id}
            ref={ref}
            active={modifiers.active}
            icon={command.icon}
            text={command.title}
            label={command.group}
            onClick={handleClick}
            {...(handleFocus ? { onFocus: handleFocus } : {})}
            roleStructure="listoption"
          />
        ) : null
      }
      onItemSelect={(command) => {
        close();
        command.run();
      }}
    />
  );
}
