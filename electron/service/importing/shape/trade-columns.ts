import type { SourceLayout, TradeRole } from "../../../contract/importing.ts";
import { normalName } from "../columns/names.ts";
import { otherLanguages } from "./trade-words.ts";

/**
 * Names that columns of lists of trades have, by role; the likelier ones first. "*" stands for any end of a name (a currency).
 * Written as normal names: lower case, "_" for everything that is no letter or digit, "pct" for %.
 */
const usual: Record<TradeRole, readonly string[]> = {
  date: [
    "date",
    "trade_date",
    "trading_date",
    "trading_day",
    "day",
    "datetime",
    "date_time",
    "timestamp",
    "time",
    "date_and_time",
    "date_utc",
    "business_date",
    "trade_day",
  ],
  exit_time: [
    "exit_time",
    "exit_date",
    "exit_datetime",
    "exit_date_time",
    "exit_timestamp",
    "exit_date_and_time",
    "close_time",
    "close_date",
    "closing_time",
    "closing_date",
    "closed_at",
    "closed",
    "close_timestamp",
    "closing_time_*",
    "sell_date",
    "sell_time",
    "exit_dt",
    "date_closed",
    "time_closed",
    "close_date_time",
    "ex_date",
    "exit_on",
    "exited_on",
    "exit",
    "exit_bar_time",
    "date_close",
    "time_close",
    "closed_date",
    "date_sold",
    "sold_date",
    "sale_date",
    "date_of_sale",
    "sold_timestamp",
    "sell_timestamp",
  ],
  entry_time: [
    "entry_time",
    "entry_date",
    "entry_datetime",
    "entry_date_time",
    "entry_timestamp",
    "entry_date_and_time",
    "open_time",
    "open_date",
    "opening_time",
    "opening_date",
    "opened_at",
    "opened",
    "open_timestamp",
    "opening_time_*",
    "buy_date",
    "buy_time",
    "entry_dt",
    "date_opened",
    "time_opened",
    "open_date_time",
    "entry_on",
    "entered_on",
    "entry",
    "date_open",
    "time_open",
    "opened_date",
    "date_acquired",
    "acquired_date",
    "purchase_date",
    "date_of_purchase",
    "date_bought",
    "bought_timestamp",
    "buy_timestamp",
  ],
  strategy: [
    "strategy",
    "strategy_name",
    "strat",
    "system",
    "system_name",
    "strategy_id",
    "algo",
    "algo_name",
    "model",
    "portfolio_strategy",
    "backtest",
    "strategy_tag",
  ],
  symbol: [
    "symbol",
    "ticker",
    "instrument",
    "contract",
    "asset",
    "security",
    "scrip",
    "underlying",
    "market",
    "item",
    "pair",
    "name",
    "trading_symbol",
    "tradingsymbol",
    "stock",
    "symbols",
    "product",
    "financial_instrument",
    "scrip_name",
    "script",
    "script_name",
    "stock_name",
    "symbol_name",
    "instrument_name",
    "contract_name",
    "security_name",
    // Of numbers it is how many.
    "contracts",
  ],
  tag: [
    "tag",
    "tags",
    "label",
    "comment",
    "magic",
    "magic_number",
    "setup",
    "signal_name",
    "entry_name",
    "leg",
    "group",
  ],
  zone: ["zone", "session", "time_slot", "slot"],
  side: [
    "side",
    "direction",
    "buy_sell",
    "b_s",
    "trade_type",
    "action",
    "market_pos",
    "position",
    "long_short",
    "transaction_type",
    "opening_direction",
    "order_side",
    "type",
    "buy_or_sell",
  ],
  quantity: [
    "quantity",
    "qty",
    "size",
    "volume",
    "lots",
    "contracts",
    "shares",
    "units",
    "lot",
    "lot_size",
    "executed",
    "filled",
    "filled_quantity",
    "fill_quantity",
    "closing_volume",
    "position_size_qty",
    "nr_of_contracts",
    "total_qty",
    "executed_qty",
    "quantity_lot",
  ],
  price: [
    "price",
    "fill_price",
    "trade_price",
    "t_price",
    "avg_price",
    "average_price",
    "execution_price",
    "executed_price",
    "price_*",
  ],
  entry_price: [
    "entry_price",
    "open_price",
    "buy_price",
    "opening_price",
    "entry_avg_price",
    "avg_entry_price",
    "entry_price_*",
    "price_open",
  ],
  exit_price: [
    "exit_price",
    "close_price",
    "sell_price",
    "closing_price",
    "exit_avg_price",
    "avg_exit_price",
    "exit_price_*",
    "ex_price",
    "price_close",
  ],
  multiplier: ["multiplier", "point_value", "contract_multiplier", "big_point_value"],
  net_pnl: [
    "net_pnl",
    "net_p_l",
    "net_profit",
    "net_profit_loss",
    "net_pl",
    "net",
    "net_*",
    "net_p_l_*",
    "net_pnl_*",
    "net_profit_*",
    "pnl_net",
    "profit_net",
    "pnl_after_fees",
    "pnl_after_costs",
    "netprofit",
  ],
  pnl: [
    // Beside a "P/L" of the account, which adds up.
    "trade_p_l",
    "trade_pl",
    "trade_pnl",
    "trade_profit",
    "pnl",
    "p_l",
    "pl",
    "profit",
    "profit_loss",
    "profit_and_loss",
    "realized_pnl",
    "realized_p_l",
    "realised_pnl",
    "realised_p_l",
    "realized_profit",
    "gross_pnl",
    "gross_p_l",
    "gross_profit",
    "gross_profit_*",
    "profit_*",
    "pnl_*",
    "p_l_*",
    "fifopnlrealized",
    "fifo_p_l_realized",
    "profit_loss_*",
    "realized_profit_*",
    "closed_p_l",
    "closedp_l",
    "result",
    "total_gain_loss",
    "realized_gain_loss",
    "realised_gain_loss",
    "gain_loss",
    "gain_or_loss",
    "gain",
    "closed_pnl",
    "daily_pnl",
    "daily_p_l",
    "day_p_l",
    "day_pnl",
    "mtm",
    "pnl_value",
    "total_pnl",
    "closing_deal_p_l",
    "amount",
  ],
  fee: [
    "fee",
    "fees",
    "commission",
    "commissions",
    "comm",
    "brokerage",
    "charges",
    "costs",
    "cost",
    "taxes",
    "tax",
    "stt",
    "gst",
    "stamp_duty",
    "slippage_cost",
    "comm_fee",
    "ibcommission",
    "transaction_cost",
    "transaction_costs",
    "commission_*",
    "total_charges",
    "transaction_fees",
    "total_fees",
    "fees_*",
    "exchange_fee",
    "clearing_fee",
    "nfa_fee",
    "exit_commission",
    "entry_commission",
    "txn_charges",
  ],
  swap: ["swap", "swaps", "rollover", "financing", "interest", "swap_*"],
  currency: ["currency", "currencyprimary", "ccy", "account_currency", "profit_currency"],
  row_type: [
    "row_type",
    "type",
    "trade_type",
    "entry_exit",
    "open_close",
    "open_closeindicator",
    "levelofdetail",
    "kind",
    "data_discriminator",
    "code",
    "entry",
  ],
  number: [
    "trade",
    "trade_number",
    "trade_no",
    "trade_id",
    "number",
    "ticket",
    "order",
    "id",
    "sr_no",
    "s_no",
    "no",
    "deal",
    "trade_num",
    "trade_list",
  ],
};

/** A name as the lists above have it: "%" and "#" say what a column is, so they stay, as words. */
export function tradeName(name: string): string {
  // "Closing time (UTC+1)": where a clock stands is no part of what a column is.
  const plain = name.replace(/[([]\s*(UTC|GMT)[^)\]]*[)\]]\s*$/i, "");
  return normalName(
    plain
      .replaceAll("%", " pct ")
      .replaceAll("#", " number ")
      .replaceAll(/([a-z])([A-Z])/g, "$1_$2"),
  );
}

/** Columns of each role, by place, the best first. A column may be of several roles until one of them is taken. */
export type TradeColumns = ReadonlyMap<TradeRole, readonly number[]>;

/** A list of trades has no more columns; the thousands of a wide table would take longer to look through than to read. */
const mostColumns = 500;

/** Finds the columns of every role by their names: those of the exporter first, then the usual ones. */
export function tradeColumns(header: readonly string[], named: SourceLayout["columns"] = {}): TradeColumns {
  if (header.length > mostColumns) return new Map();
  const names = header.map((name) => [tradeName(name), normalName(name)] as const);
  const places = (wish: string): number[] => {
    const place = /^#(\d+)$/.exec(wish)?.[1];
    if (place !== undefined) return Number(place) <= header.length ? [Number(place) - 1] : [];
    return names.flatMap((name, at) => (fits(name, wish) ? [at] : []));
  };
  const found = new Map<TradeRole, number[]>();
  for (const role of Object.keys(usual) as TradeRole[]) {
    const said = named[role]?.map((name) =>
      name.startsWith("#") ? name : name.endsWith("*") ? `${tradeName(name)}_*` : tradeName(name),
    );
    const known = [...usual[role], ...(otherLanguages[role] ?? [])];
    const own = said?.flatMap(places);
    // An exporter's names in another language are found among the usual ones; a role that it does not have stays without.
    const all = own === undefined || (own.length === 0 && said?.length) ? known.flatMap(places) : own;
    if (all.length > 0) found.set(role, [...new Set(all)]);
  }
  return found;
}

function fits([name, plain]: readonly [string, string], wish: string): boolean {
  if (!wish.endsWith("*")) return name === wish || (plain === wish && !name.includes("pct"));
  const start = wish.replace(/[*_]+$/, "");
  // "Profit USD" and "Net P&L USD": a currency or a unit behind the name, never a percentage.
  return (
    name.startsWith(`${start}_`) &&
    /^[a-z]{3,4}$/.test(name.slice(start.length + 1)) &&
    !/^(pct|date|time|name|type)$/.test(name.slice(start.length + 1))
  );
}

/**
 * The P&L that a name begins with, where a word behind it tells it from others: "profit" of "profit_ema". null for P&L alone.
 */
export function pnlBefore(name: string): string | null {
  const both = [tradeName(name), normalName(name)] as const;
  const fitting = usual.pnl.filter((wish) => fits(both, wish));
  return fitting.every((wish) => wish.endsWith("*")) ? (fitting[0]?.replace(/[*_]+$/, "") ?? null) : null;
}

/** Whether a header has all columns that an exporter's files have. */
export function hasSignature(header: readonly string[], signature: readonly string[]): boolean {
  if (header.length > mostColumns) return false;
  const names = new Set(header.map(tradeName));
  return signature.every((name) => {
    const wish = tradeName(name);
    return name.endsWith("*") ? [...names].some((one) => one.startsWith(wish)) : names.has(wish);
  });
}
