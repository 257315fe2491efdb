import { type Money, moneyOf, plainMoney } from "../../electron/contract/figures/money.ts";
import { createStore, useStore } from "./store.ts";

/** How amounts of the dataset that is open are shown. */
export const moneyInForce = createStore<Money>(plainMoney);

/** What amounts are entered in: never percent. */
export const enteredUnit = createStore<string>(plainMoney.unit);

/** What says how amounts are shown. */
interface MoneySaid {
  /** What each dataset says that it is in; "" where it does not. */
  readonly datasets: Readonly<Record<string, string>>;
  readonly settings: Parameters<typeof moneyOf>[0];
}
export const moneySaid = createStore<MoneySaid>({
  datasets: {},
  settings: { money: "", capital: 0, as: "amount" },
});

export const useMoney = (): Money => useStore(moneyInForce);

export function moneyOfDataset({ datasets, settings }: MoneySaid, dataset: string | null): Money {
  const own = dataset !== null && Object.hasOwn(datasets, dataset) ? datasets[dataset] : "";
  return moneyOf({ ...settings, money: own || settings.money });
}

/** How amounts of any dataset are shown. */
export const useMoneyOf = (dataset: string): Money => moneyOfDataset(useStore(moneySaid), dataset);
