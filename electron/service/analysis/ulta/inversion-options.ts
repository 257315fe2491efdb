import type { InversionRule } from "../../../contract/view.ts";

export interface InversionOptions {
  readonly rule: InversionRule;
  /** The replaced system never examined the first strategy of a `Date,Day` file; true does the same. */
  readonly skipFirst?: boolean;
}
