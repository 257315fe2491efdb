import { Menu, MenuItem } from "@blueprintjs/core";
import { Cog, Contrast, Help } from "@blueprintjs/icons";
import { Omnibar, renderFilteredItems } from "@blueprintjs/select";
import { createElement, useState } from "react";
import { type Command, commandPaletteOpen, screenCommands } from "../state/commands.ts";
import { beginGuide } from "../state/guide.ts";
import { preferences, shownTheme } from "../state/preferences.ts";
import { goTo, goToPlace } from "../state/route.ts";
import { useStore } from "../state/store.ts";
import { helpOpen } from "./HelpDialog.tsx";
import { usePlaces } from "./palette-places.ts";
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
  {
    id: "help",
    title: "Help",
    group: "Window",
    words: "guide terms shortcuts keys manual",
    icon: createElement(Help, { size: 16 }),
    run: () => helpOpen.set(true),
  },
  {
    id: "guide",
    title: "Start the guide",
    group: "Window",
    words: "first steps tour",
    run: beginGuide,
  },
  {
    id: "settings",
    title: "All settings",
    group: "Window",
    words: "preferences options",
    icon: createElement(Cog, { size: 16 }),
    run: () => goToPlace("engine", "settings"),
  },
];

const matches = (query: string, command: Command): boolean => {
  const text = `${command.title} ${command.group} ${command.words ?? ""}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** A list longer than this is not read. */
const mostShown = 80;

const found = (query: string, commands: Command[]): Command[] => {
  const isAsked = query.trim() !== "";
  return commands.filter((one) => (isAsked ? matches(query, one) : isAction(one))).slice(0, mostShown);
};

/** What can be done, beside what can be gone to by name: shown before anything is typed. */
const isAction = ({ id }: Command) => !/^(metric|term|setting|strategy)-/.test(id);

/** Everything that can be done from the keyboard, found by typing. It opens empty. */
export function CommandPalette() {
  return useStore(commandPaletteOpen) ? <OpenPalette /> : null;
}

function OpenPalette() {
  const [query, setQuery] = useState("");
  const places = usePlaces(query);
  const ofScreen = useStore(screenCommands);
  const close = () => commandPaletteOpen.set(false);
  return (
    <Omnibar<Command>
      isOpen
      onClose={close}
      query={query}
      onQueryChange={setQuery}
      items={[...ofScreen, ...generalCommands, ...places]}
      itemListPredicate={found}
      resetOnSelect
      inputProps={{
        placeholder: "Find a command, dataset, strategy, portfolio, search, setting or term",
        "aria-label": "Command",
      }}
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
