import { days } from "./days.ts";
import { names } from "./names.ts";
import { notations } from "./notations.ts";
import { otherTables } from "./other-tables.ts";
import { platforms } from "./platforms.ts";
import { rowKinds } from "./row-kinds.ts";
import { units } from "./units.ts";
import { variants } from "./variants.ts";

/** Ordinary files of all kinds by their names, which may be the same in two sets, and what each is to be read as. */
export const allVariants = [
  ...[variants, notations, otherTables, rowKinds],
  ...[platforms, days, units, names],
].flatMap((set) => Object.entries(set));
