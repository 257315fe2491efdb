import { rows, type Variant } from "./variants.ts";

const percents = rows("Date,A,B", ",%,%", "2024-01-01,1.5,2", "2024-01-02,-2,0.5");
const table = { A: [1.5, -2], B: [2, 0.5] };
const two = (first: string, second: string, ...units: string[]): string =>
  rows(`Date,${first},${second}`, ...units, "2024-01-01,1.5,2", "2024-01-02,-2,0.5");

/** What cells are in, by the names of their columns or a line of units. */
export const units: Record<string, Variant> = {
  "a line of percent signs": { content: percents, table, money: "%" },
  "a line of percent signs, of a capital": {
    content: percents,
    said: { layout: { shape: "returns", capital: 10_000 } },
    table: { A: [150, -200], B: [200, 50] },
    money: "",
  },
  "a line of percent signs, said to be fractions": {
    content: percents,
    said: { layout: { shape: "returns", unit: "fraction", capital: 10_000 } },
    refused: /are in percent.*--unit percent/,
  },
  "a line of one currency, by sign and by code": {
    content: two("A", "B", ",(₹),INR"),
    table,
    money: "INR",
    silent: "mixed-money",
  },
  "a line of two currencies": {
    content: two("A", "B", ",USD,EUR"),
    table,
    finding: "mixed-money",
    money: "",
  },
  "a line of percents and points": { content: two("A", "B", ",%,pts"), finding: "mixed-money", money: "" },
  "two header lines, the second of two currencies": {
    content: two("FX", "FX", ",USD,EUR"),
    table: { USD: [1.5, -2], EUR: [2, 0.5] },
    silent: "units-row",
  },
  "P&L in two currencies by name": {
    content: two("PnL USD", "PnL EUR"),
    table: { "PnL USD": [1.5, -2], "PnL EUR": [2, 0.5] },
    finding: "mixed-money",
  },
  "strategies in two currencies by name": {
    content: two("Strat A (USD)", "Strat B (EUR)"),
    finding: "mixed-money",
  },
  "a currency before the P&L": { content: two("USD P&L", "INR P&L"), finding: "mixed-money" },
  "signs and codes of one currency": { content: two("A ($)", "B [USD]"), silent: "mixed-money" },
  "strategies that trade currencies": { content: two("Carry EUR", "Carry USD"), silent: "mixed-money" },
  "strategies called after pairs": { content: two("EURUSD PnL", "GBPUSD PnL"), silent: "mixed-money" },
  "strategies that trade coins": { content: two("Grid (BTC)", "Grid (ETH)"), silent: "mixed-money" },
  "P&L in coins": { content: two("PnL (BTC)", "PnL (USDT)"), finding: "mixed-money" },
  "brackets of other words": { content: two("A (Long)", "B (EUR)"), silent: "mixed-money" },
  "brackets of countries": { content: two("A (KR)", "B (FR)"), silent: "mixed-money" },
  "rupees by word and by code": { content: two("A (Rs.)", "B (INR)"), silent: "mixed-money" },
  "rupees and dollars": { content: two("A (Rs.)", "B (US$)"), finding: "mixed-money" },
};
