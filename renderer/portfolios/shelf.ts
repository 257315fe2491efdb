import { z } from "zod";
import { portfolioDelete, portfolioList, portfolioSave } from "../../electron/contract/methods/portfolio.ts";
import { newestFirst, type SavedPortfolio } from "../../electron/contract/portfolio.ts";
import type { Transport } from "../../electron/contract/transport.ts";
import { createStore, rememberedStore } from "../state/store.ts";
import { messages } from "../ui/toaster.tsx";

/** The portfolios that the service keeps, newest first; portfolio-shelf.ts sees to it. */
export const portfolioStore = createStore<readonly SavedPortfolio[]>([]);

/** The one that is open, by dataset. */
export const openPortfolios = rememberedStore<Record<string, string>>(
  "open-portfolio",
  z.record(z.string(), z.string()),
  {},
);

let transport: Transport | null = null;
/** Changes go to the service one after the other. */
let queue: Promise<void> = Promise.resolve();
let waiting = 0;

/** The portfolios of the window change at once and the service keeps them; what it cannot keep is said and taken back. */
export const portfolioShelf = {
  /** Brings the portfolios here, now and whenever they change elsewhere. Returns what ends that. */
  open(to: Transport): () => void {
    transport = to;
    void reload();
    return to.subscribe(({ kind }) => {
      if (kind === "portfolios-changed") void reload();
    });
  },

  /** Keeps a portfolio, over an earlier one of its id. */
  keep(portfolio: SavedPortfolio): void {
    portfolioStore.set((present) =>
      [portfolio, ...present.filter((one) => one.id !== portfolio.id)].sort(newestFirst),
    );
    change((service) => service.call(portfolioSave, { portfolio }), `${portfolio.name} was not saved`);
  },

  remove(portfolio: SavedPortfolio): void {
    portfolioStore.set((present) => present.filter((one) => one.id !== portfolio.id));
    change(
      (service) => service.call(portfolioDelete, { id: portfolio.id }),
      `${portfolio.name} was not removed`,
    );
  },
};

function change(call: (service: Transport) => Promise<unknown>, failure: string): void {
  waiting += 1;
  queue = queue.then(async () => {
    try {
      if (transport) await call(transport);
    } catch (error) {
      messages.failed(`${failure}: ${(error as Error).message}`);
    }
    waiting -= 1;
    if (waiting === 0) await reload();
  });
}

/** While changes wait, the window knows better: the last of them brings the list. */
async function reload(): Promise<void> {
  if (waiting > 0) return;
  try {
    const list = await transport?.call(portfolioList, {});
    if (!list || waiting > 0) return;
    portfolioStore.set(list.portfolios);
    for (const { file, reason } of list.damaged) messages.failed(`${file} is no portfolio: ${reason}`);
  } catch (error) {
    messages.failed(`The saved portfolios could not be read: ${(error as Error).message}`);
  }
}

/** Which portfolio of its dataset is open. */
export function openPortfolio({ dataset, id }: Pick<SavedPortfolio, "dataset" | "id">): void {
  openPortfolios.set((present) => ({ ...present, [dataset]: id }));
}

type Optional = "expected" | "origin";

/** Keeps a new portfolio and opens it. */
export function addPortfolio(
  part: Omit<SavedPortfolio, "id" | "createdAt" | Optional> & Partial<Pick<SavedPortfolio, Optional>>,
): SavedPortfolio {
  const made = {
    expected: null,
    origin: null,
    ...part,
    id: crypto.randomUUID(),
    createdAt: new Date().toISOString(),
  };
  portfolioShelf.keep(made);
  openPortfolio(made);
  return made;
}

/**
 * Changes a portfolio, which can be undone. What a search found is not overwritten: a change of members or weights makes a
 * draft of it, for which what the search said no longer holds. `message` says what was done.
 */
export function changePortfolio(
  id: string,
  change: Partial<Pick<SavedPortfolio, "name" | "members" | "weights">>,
  message: string,
): void {
  const before = portfolioStore.get().find((one) => one.id === id);
  if (!before) return;
  const edited = change.members !== undefined || change.weights !== undefined;
  const after: SavedPortfolio = {
    ...before,
    ...change,
    found: edited ? null : before.found,
    // It is about the members, whatever they weigh.
    expected: change.members === undefined ? before.expected : null,
  };
  if (edited && before.found && before.origin === null) {
    makeDraft(before, after, message);
    return;
  }
  const redo = () => portfolioShelf.keep(after);
  redo();
  messages.done(message, () => portfolioShelf.keep(before), redo);
}

function makeDraft(found: SavedPortfolio, edited: SavedPortfolio, message: string): void {
  const draft = {
    ...edited,
    id: crypto.randomUUID(),
    createdAt: new Date().toISOString(),
    name: `${found.name}, edited`,
    origin: { id: found.id, name: found.name },
  };
  const redo = () => {
    portfolioShelf.keep(draft);
    openPortfolio(draft);
  };
  redo();
  messages.done(
    `${message} ${found.name} stays as it was found.`,
    () => {
      portfolioShelf.remove(draft);
      openPortfolio(found);
    },
    redo,
  );
}

/** Takes a portfolio out of the list; it can be brought back. */
export function removePortfolio(portfolio: SavedPortfolio): void {
  const redo = () => portfolioShelf.remove(portfolio);
  redo();
  messages.done(`${portfolio.name} removed.`, () => portfolioShelf.keep(portfolio), redo);
}
