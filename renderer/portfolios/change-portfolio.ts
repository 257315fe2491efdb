import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { messages } from "../ui/toaster.ts";
import { portfolioShelf } from "./portfolio-shelf.ts";
import { portfolioStore } from "./portfolio-store.ts";

/**
 * Changes a portfolio and offers to undo it. What a search said about it no longer holds once members or weights change.
 * `message` says what was done.
 */
export function changePortfolio(
  id: string,
  change: Partial<Pick<SavedPortfolio, "name" | "members" | "weights">>,
  message: string,
): void {
  const before = portfolioStore.get().find((one) => one.id === id);
  if (!before) return;
  const edited = change.members !== undefined || change.weights !== undefined;
  portfolioShelf.keep({ ...before, ...change, found: edited ? null : before.found });
  messages.done(message, () => portfolioShelf.keep(before));
}
