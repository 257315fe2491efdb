import { messages } from "../ui/toaster.ts";
import type { Portfolio } from "./portfolio.ts";
import { portfolioStore } from "./portfolio-store.ts";

/**
 * Changes a portfolio and offers to undo it. What a search said about it no longer holds once members or weights change.
 * `message` says what was done.
 */
export function changePortfolio(
  id: string,
  change: Partial<Pick<Portfolio, "name" | "members" | "weights">>,
  message: string,
): void {
  const before = portfolioStore.get();
  const edited = change.members !== undefined || change.weights !== undefined;
  portfolioStore.set(
    before.map((one) => (one.id === id ? { ...one, ...change, found: edited ? null : one.found } : one)),
  );
  messages.done(message, () => portfolioStore.set(before));
}
