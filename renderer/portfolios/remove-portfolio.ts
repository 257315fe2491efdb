import { messages } from "../ui/toaster.ts";
import { portfolioStore } from "./portfolio-store.ts";

/** Takes a portfolio out of the list; it can be brought back. */
export function removePortfolio(id: string): void {
  const before = portfolioStore.get();
  const name = before.find((one) => one.id === id)?.name;
  portfolioStore.set(before.filter((one) => one.id !== id));
  messages.done(`${name} removed.`, () => portfolioStore.set(before));
}
