import type { SearchRequest } from "../../contract/search.ts";
import type { Settings } from "../settings/settings.ts";

/** Whether a search leaves constant strategies out: as asked for; the legacy profile keeps them, else the setting says. */
export function excludesConstant(
  request: Pick<SearchRequest, "excludeConstant" | "profile">,
  settings: Settings,
): boolean {
  return request.excludeConstant ?? (request.profile !== "legacy" && settings.get("search.exclude_constant"));
}
