import type { ImportOptions } from "../../contract/importing.ts";
import type { Manifest } from "../datasets/version/manifest.ts";
import { defined } from "./defined.ts";
import { recordOf } from "./import-record.ts";

/** Options of an append: what was said now, else what the dataset was imported with. */
export function appendOptions(said: ImportOptions, base: Manifest): ImportOptions {
  const before = recordOf(base)?.steps[0]?.options;
  if (!before) return said;
  return {
    ...said,
    dialect: { ...before.dialect, ...defined(said.dialect) },
    policies: { ...before.policies, ...defined(said.policies) },
    mapping: said.mapping ?? before.mapping,
    prefixNames: said.prefixNames || before.prefixNames,
  };
}
