import { type Money, plainMoney } from "../../electron/contract/figures/money.ts";
import { createStore, useStore } from "./store.ts";

/** How amounts of the dataset that is open are shown. */
export const moneyInForce = createStore<Money>(plainMoney);

/** What amounts are entered in: never percent. */
export const enteredUnit = createStore<string>(plainMoney.unit);

export const useMoney = (): Money => useStore(moneyInForce);
