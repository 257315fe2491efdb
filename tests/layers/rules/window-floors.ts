import type { Rule } from "../rule.ts";

/** The rooms of the window, from the ground up; those of one floor do not know each other, and no screen knows another. */
const floors: readonly (readonly string[])[] = [
  ["styles", "public", "state"],
  ["ui"],
  ["metrics"],
  ["bridge", "grid"],
  ["imports", "portfolios", "reports"],
  ["searches"],
  ["screens"],
  ["shell"],
  ["main.tsx"],
];

/** "renderer/screens/data/x.tsx" is in the room "data" of the floor of screens, "renderer/ui/x.ts" in the room "ui". */
function placeOf(path: string): { readonly floor: number; readonly room: string } | null {
  const [top, name = "", inner = ""] = path.split("/");
  if (top !== "renderer" || /\.(html|md)$/.test(name)) return null;
  const floor = floors.findIndex((rooms) => rooms.includes(name));
  return { floor, room: name === "screens" ? inner : name };
}

/** What is shown may know what it is made of, never the other way round. */
export const windowFloors: Rule = {
  name: "a room of the window imports only rooms below it",
  broken({ path, imports }) {
    const from = placeOf(path);
    if (!from) return [];
    if (from.floor < 0) return ["stands in no known room of the window"];
    return imports.flatMap((name) => {
      const to = placeOf(name);
      if (!to || to.room === from.room || (to.floor >= 0 && to.floor < from.floor)) return [];
      return [`imports ${name}, which is not below it`];
    });
  },
};
