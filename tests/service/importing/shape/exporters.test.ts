import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exporterMappings } from "../../../../electron/service/importing/mappings.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../support/import-context.ts";

/** A list as the exporter writes it (columns as documented, all figures invented), and the table that it is. */
interface Case {
  readonly exporter: string | null;
  readonly name: string;
  readonly text: string;
  readonly dates: string[];
  readonly table: Record<string, number[]>;
}

const cases: Case[] = [
  {
    exporter: "metatrader4",
    name: "MetaTrader 4",
    text: [
      "Ticket,Open Time,Type,Size,Item,Price,S / L,T / P,Close Time,Price,Commission,Taxes,Swap,Profit",
      "1,2024.01.02 09:00:00,balance,,,,,,2024.01.02 09:00:00,,,,,10000.00",
      "2,2024.01.02 10:00:00,buy,0.10,eurusd,1.1000,0,0,2024.01.03 11:00:00,1.1020,-0.70,0.00,-0.10,20.00",
      "3,2024.01.03 10:00:00,sell,0.10,gbpusd,1.2700,0,0,2024.01.03 12:00:00,1.2710,-0.70,0.00,0.00,-10.00",
      "4,2024.01.04 10:00:00,buy limit,0.10,eurusd,1.0900,0,0,2024.01.05 12:00:00,1.0950,,,,",
    ].join("\n"),
    dates: ["2024-01-03"],
    table: { eurusd: [19.2], gbpusd: [-10.7] },
  },
  {
    exporter: "metatrader5-positions",
    name: "MetaTrader 5, positions",
    text: [
      "Time,Position,Symbol,Type,Volume,Price,S / L,T / P,Time,Price,Commission,Swap,Profit",
      "2024.01.02 10:00:00,11,EURUSD,buy,0.1,1.1,,,2024.01.03 11:00:00,1.102,-0.5,-0.1,20",
      "2024.01.03 10:00:00,12,EURUSD,sell,0.1,1.1,,,2024.01.05 11:00:00,1.101,-0.5,0,-10",
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-05"],
    table: { EURUSD: [19.4, -10.5] },
  },
  {
    exporter: "metatrader5-deals",
    name: "MetaTrader 5, deals",
    text: [
      "Time,Deal,Symbol,Type,Direction,Volume,Price,Order,Commission,Fee,Swap,Profit,Balance,Comment",
      "2024.01.02 09:00:00,1,,balance,,,,,0.00,0.00,0.00,10 000.00,10 000.00,",
      "2024.01.02 10:00:00,2,EURUSD,buy,in,0.1,1.1,5,-0.25,0.00,0.00,0.00,9 999.75,",
      "2024.01.03 11:00:00,3,EURUSD,sell,out,0.1,1.102,6,-0.25,0.00,-0.10,20.00,10 019.40,",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-03"],
    table: { EURUSD: [-0.25, 19.65] },
  },
  {
    exporter: "tradestation",
    name: "TradeStation",
    text: [
      "#,Type,Date/Time,Signal,Price,Roll Over (%),Shares/Ctrts - Profit/Loss,Net Profit - Cum Net Profit",
      '1,Buy,1/2/2024 10:00,LE,100,0,10,"$1,050.00"',
      ',Sell,1/15/2024 11:00,LX,110,0,"$1,060.00","$1,050.00"',
      "2,Sell Short,1/16/2024 10:00,SE,110,0,10,($50.00)",
      ',Buy to Cover,1/16/2024 15:00,SX,115,0,($45.00),"$1,000.00"',
    ].join("\n"),
    dates: ["2024-01-15", "2024-01-16"],
    table: { list: [1050, -50] },
  },
  {
    exporter: "multicharts",
    name: "MultiCharts",
    text: [
      "Trade #,Order #,Type,Signal,Date,Time,Price,Contracts,Profit ($),Cumulative Profit ($)",
      "1,1,EntryLong,Buy,2024-01-02,10:00,100,1,50,50",
      ",2,ExitLong,Sell,2024-01-03,15:00,150,1,,",
      "2,3,EntryShort,Short,2024-01-04,10:00,150,1,-20,30",
      ",4,ExitShort,Cover,2024-01-04,15:00,170,1,,",
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-04"],
    table: { list: [50, -20] },
  },
  {
    exporter: "ninjatrader",
    name: "NinjaTrader",
    text: [
      "Trade number;Instrument;Account;Strategy;Market pos.;Qty;Entry price;Exit price;Entry time;Exit time;Entry name;Exit name;Profit;Cum. net profit;Commission;MAE",
      "1;ES 03-24;Sim101;Alpha;Long;1;4800,25;4805,25;1/2/2024 9:30:00 AM;1/2/2024 3:30:00 PM;a;b;$250,00;$250,00;$4,00;$10,00",
      "2;ES 03-24;Sim101;Beta;Short;1;4800,25;4805,25;1/16/2024 9:30:00 AM;1/16/2024 3:30:00 PM;a;b;($250,00);$0,00;$4,00;$10,00",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-16"],
    table: { Alpha: [250, 0], Beta: [0, -250] },
  },
  {
    exporter: "tradingview",
    name: "TradingView",
    text: [
      "Trade #,Type,Date and time,Signal,Price USD,Position size (qty),Position size (value),Net P&L USD,Net P&L %,Cumulative P&L USD,Cumulative P&L %",
      "1,Exit long,2024-01-03 15:00,TP,110,1,100,10.5,10.5,10.5,0.1",
      "1,Entry long,2024-01-02 10:00,Long,100,1,100,10.5,10.5,10.5,0.1",
      "2,Exit short,2024-01-04 15:00,SL,120,1,110,-9.25,-8,1.25,0.01",
      "2,Entry short,2024-01-04 10:00,Short,110,1,110,-9.25,-8,1.25,0.01",
      "3,Exit long,2024-01-05 15:00,Open,120,1,110,99,9,1.25,0.01",
      "3,Entry long,2024-01-05 10:00,Long,110,1,110,99,9,1.25,0.01",
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-04"],
    table: { list: [10.5, -9.25] },
  },
  {
    exporter: "tradingview",
    name: "TradingView, before 2025",
    text: [
      "Trade #,Type,Signal,Date/Time,Price USD,Contracts,Profit USD,Profit %,Cum. Profit USD,Cum. Profit %",
      "1,Entry Long,Long,2024-01-02 10:00,100,1,,,,",
      "1,Exit Long,TP,2024-01-03 15:00,110,1,10.5,10.5,10.5,0.1",
    ].join("\n"),
    dates: ["2024-01-03"],
    table: { list: [10.5] },
  },
  {
    exporter: "ctrader",
    name: "cTrader",
    text: [
      "Symbol,Opening direction,Opening time (UTC+1),Closing time (UTC+1),Entry price,Closing price,Closing Quantity,Swap,Commissions,Gross USD,Net USD,Balance USD",
      "EURUSD,Buy,02/01/2024 10:00:00.000,13/01/2024 11:00:00.000,1.1,1.102,0.10 Lots,0,-0.6,20,19.4,1019.4",
      "EURUSD,Sell,14/01/2024 10:00:00.000,14/01/2024 11:00:00.000,1.1,1.102,0.10 Lots,0,-0.6,-20,-20.6,998.8",
    ].join("\n"),
    dates: ["2024-01-13", "2024-01-14"],
    table: { EURUSD: [19.4, -20.6] },
  },
  {
    exporter: "zerodha-tradewise",
    name: "Zerodha Console, tradewise",
    text: [
      "Symbol,ISIN,Entry Date,Exit Date,Quantity,Buy Value,Sell Value,Profit,Period of Holding",
      "INFY,INE009A01021,2024-01-02,2024-01-05,10,15000,15100.5,100.5,3",
      "TCS,INE467B01029,2024-01-02,2024-01-02,5,19000,18950,-50,0",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-05"],
    table: { INFY: [0, 100.5], TCS: [-50, 0] },
  },
  {
    exporter: "zerodha-tradebook",
    name: "Zerodha Console, tradebook",
    text: [
      "symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time",
      "INFY,X,2024-01-02,NSE,EQ,EQ,buy,false,10,100,1,1,2024-01-02T09:20:00",
      "INFY,X,2024-01-02,NSE,EQ,EQ,buy,false,10,110,2,2,2024-01-02T09:30:00",
      "INFY,X,2024-01-03,NSE,EQ,EQ,sell,false,15,120,3,3,2024-01-03T09:20:00",
      "INFY,X,2024-01-04,NSE,EQ,EQ,sell,false,5,100,4,4,2024-01-04T09:20:00",
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-04"],
    // 10 x (120 - 100) + 5 x (120 - 110), then 5 x (100 - 110).
    table: { INFY: [250, -50] },
  },
  {
    exporter: "interactive-brokers-flex",
    name: "Interactive Brokers, Flex query",
    text: [
      "ClientAccountID,CurrencyPrimary,AssetClass,Symbol,TradeID,DateTime,Quantity,TradePrice,IBCommission,FifoPnlRealized,Buy/Sell,LevelOfDetail",
      "U1,USD,STK,AAPL,1,20240102;093500,10,180,-1,0,BUY,EXECUTION",
      "U1,USD,STK,AAPL,2,20240103;153000,-10,185,-1,48,SELL,EXECUTION",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-03"],
    table: { AAPL: [0, 48] },
  },
  {
    exporter: "algotest",
    name: "AlgoTest",
    text: [
      "Index,Entry-Date,Entry-Time,Exit-Date,Exit-Time,Type,Strike,B/S,Qty,Entry-Price,Exit-Price,P/L",
      "1,2024-01-02,09:20:00,2024-01-02,15:10:00,,,,,,,500",
      "1.1,2024-01-02,09:20:00,2024-01-02,15:10:00,CE,21500,Sell,50,100,95,250",
      "1.2,2024-01-02,09:20:00,2024-01-02,15:10:00,PE,21500,Sell,50,100,95,250",
      "2,2024-01-03,09:20:00,2024-01-03,15:10:00,,,,,,,-120.5",
      "2.1,2024-01-03,09:20:00,2024-01-03,15:10:00,CE,21500,Sell,50,100,102.41,-120.5",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-03"],
    table: { list: [500, -120.5] },
  },
  {
    exporter: "amibroker",
    name: "AmiBroker",
    text: [
      "Ticker,Trade,Date,Price,Ex. date,Ex. Price,% chg,Profit,% Profit,Shares,Position value,Cum. Profit",
      "AAA,Long,1/2/2024,10,1/15/2024,11,10,100,10,100,1000,100",
      "BBB,Short,1/3/2024,10,1/16/2024,11,10,-50,-5,50,500,50",
      "CCC,Open Long,1/3/2024,10,1/17/2024,11,10,33,5,50,500,83",
    ].join("\n"),
    dates: ["2024-01-15", "2024-01-16"],
    table: { AAA: [100, 0], BBB: [0, -50] },
  },
  {
    exporter: "quantconnect-trades",
    name: "QuantConnect, trades",
    text: [
      "Entry Time,Symbols,Exit Time,Direction,Entry Price,Exit Price,Quantity,P&L,Fees,MAE,MFE,Drawdown,IsWin",
      "2024-01-02T14:31:00Z,SPY,2024-01-03T20:00:00Z,Buy,470,472,10,20,2,-1,22,1,1",
      "2024-01-04T14:31:00Z,SPY,2024-01-04T20:00:00Z,Sell,470,472,10,-20,2,-1,22,1,0",
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-04"],
    table: { SPY: [18, -22] },
  },
  {
    exporter: "quantconnect-orders",
    name: "QuantConnect, orders",
    text: [
      "Time,Symbol,Price,Quantity,Type,Status,Value,Tag",
      "2024-01-02T14:31:00Z,SPY,470,10,Market,Filled,4700,",
      "2024-01-03T14:31:00Z,SPY,475,-10,Market,Filled,-4750,",
    ].join("\n"),
    dates: ["2024-01-03"],
    table: { SPY: [50] },
  },
  {
    exporter: "sierra-chart",
    name: "Sierra Chart",
    text: [
      "Symbol\tTrade Type\tEntry DateTime\tExit DateTime\tEntry Price\tExit Price\tTrade Quantity\tProfit/Loss (C)\tCommission (C)\tNote",
      "ESH24\tLong\t2024-01-02  09:30:00.123\t2024-01-02  10:30:00.123\t4800\t4804\t1\t200\t4\t",
      "ESH24\tShort\t2024-01-03  09:30:00.123\t2024-01-03  10:30:00.123\t4800\t4804\t1\t-200\t4\t",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-03"],
    table: { ESH24: [200, -200] },
  },
  {
    exporter: "strategyquant",
    name: "StrategyQuant",
    text: [
      '"Ticket";"Symbol";"Type";"Open time";"Open price";"Size";"Close time";"Close price";"Profit/Loss";"Balance";"Sample type";"Close type";"MAE ($)";"Comm/Swap";"Comment"',
      '"1";"EURUSD";"Buy";"2024.01.02 10:00:00";"1.1";"0.1";"2024.01.03 10:00:00";"1.102";"20";"10020";"IS";"PT";"-1";"-1";""',
      '"2";"EURUSD";"Sell";"2024.01.03 10:00:00";"1.1";"0.1";"2024.01.04 10:00:00";"1.102";"-20";"10000";"IS";"SL";"-1";"-1";""',
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-04"],
    table: { EURUSD: [20, -20] },
  },
  {
    exporter: "binance-spot",
    name: "Binance, spot",
    text: [
      "Date(UTC),Pair,Side,Price,Executed,Amount,Fee",
      "2024-01-03 10:00:00,BTCUSDT,SELL,42000,0.5BTC,21000USDT,0.1BNB",
      "2024-01-02 10:00:00,BTCUSDT,BUY,40000,0.5BTC,20000USDT,0.1BNB",
    ].join("\n"),
    dates: ["2024-01-03"],
    table: { BTCUSDT: [1000] },
  },
  {
    exporter: "binance-futures",
    name: "Binance, futures",
    text: [
      "Date(UTC),Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Maker",
      "2024-01-02 10:00:00,BTCUSDT,BUY,40000,0.5,20000,8,0,false",
      "2024-01-03 10:00:00,BTCUSDT,SELL,42000,0.5,21000,8.4,1000,false",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-03"],
    table: { BTCUSDT: [-8, 991.6] },
  },
  {
    exporter: "trading-blox",
    name: "Trading Blox",
    text: [
      "Test,System Number,System Name,Symbol,Unit,Position,Entry Date,Entry Time,Quantity,Exit Date,Exit Time,Commission,Profit,Profit Percent",
      "1,1,Donchian,GC,1,Long,20240102,0,1,20240105,0,10,500,0.5",
      "1,1,Donchian,CL,1,Short,20240102,0,1,20240105,0,10,-200,-0.2",
    ].join("\n"),
    dates: ["2024-01-05"],
    table: { Donchian: [300] },
  },
  {
    exporter: "vectorbt",
    name: "vectorbt",
    text: [
      "Exit Trade Id,Column,Size,Entry Timestamp,Avg Entry Price,Entry Fees,Exit Timestamp,Avg Exit Price,Exit Fees,PnL,Return,Direction,Status,Position Id",
      '0,"(10, 20)",1,2024-01-02,100,0.1,2024-01-03,110,0.1,9.8,0.098,Long,Closed,0',
      '1,"(10, 50)",1,2024-01-02,100,0.1,2024-01-04,90,0.1,-10.2,-0.1,Long,Closed,1',
      '2,"(10, 50)",1,2024-01-04,100,0.1,2024-01-05,90,0.1,-7,-0.1,Long,Open,1',
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-04"],
    table: { "(10, 20)": [9.8, 0], "(10, 50)": [0, -10.2] },
  },
  {
    exporter: "backtesting-py",
    name: "backtesting.py",
    text: [
      ",Size,EntryBar,ExitBar,EntryPrice,ExitPrice,PnL,ReturnPct,EntryTime,ExitTime,Duration",
      "0,10,1,2,100,110,100,0.1,2024-01-02,2024-01-03,1 days",
      "1,-10,3,4,100,110,-100,-0.1,2024-01-04,2024-01-05,1 days",
    ].join("\n"),
    dates: ["2024-01-03", "2024-01-05"],
    table: { list: [100, -100] },
  },
  {
    exporter: "freqtrade",
    name: "freqtrade",
    text: [
      "pair,stake_amount,amount,open_date,close_date,open_rate,close_rate,fee_open,fee_close,trade_duration,profit_ratio,profit_abs,exit_reason",
      "BTC/USDT,100,0.1,2024-01-02 10:00:00+00:00,2024-01-03 11:00:00+00:00,40000,41000,0.001,0.001,60,0.02,2.3,roi",
    ].join("\n"),
    dates: ["2024-01-03"],
    table: { "BTC/USDT": [2.3] },
  },
  {
    exporter: "myfxbook",
    name: "Myfxbook",
    text: [
      "Tags,Open Date,Close Date,Symbol,Action,Units/Lots,SL,TP,Open Price,Close Price,Commission,Swap,Pips,Profit,Gain",
      ",01/02/2024 10:00,01/02/2024 10:00,,Deposit,,,,,,,,,5000,",
      ",01/02/2024 10:00,01/15/2024 11:00,EURUSD,Buy,0.1,0,0,1.1,1.102,-0.5,-0.1,20,20,0.2",
    ].join("\n"),
    dates: ["2024-01-15"],
    table: { EURUSD: [19.4] },
  },
  {
    exporter: "fx-blue",
    name: "FX Blue",
    text: [
      "Type,Ticket,Symbol,Lots,Buy/sell,Open price,Close price,Open time,Close time,Profit,Swap,Commission,Net profit",
      "Deposit,1,,,,,,2024/01/02 09:00:00,2024/01/02 09:00:00,5000,0,0,5000",
      "Closed position,2,EURUSD,0.1,Buy,1.1,1.102,2024/01/02 10:00:00,2024/01/03 10:00:00,20,-0.1,-0.5,19.4",
      "Open position,3,EURUSD,0.1,Buy,1.1,1.102,2024/01/02 10:00:00,2024/01/04 10:00:00,7,0,0,7",
    ].join("\n"),
    dates: ["2024-01-03"],
    table: { EURUSD: [19.4] },
  },
  {
    exporter: null,
    name: "an exporter that nobody knows",
    text: [
      "Strategy Name,Entry Date,Entry Time,Exit Date,Exit Time,Side,Lots,Buy Price,Sell Price,Net P&L",
      "Straddle,02-Jan-2024,09:20:00,02-Jan-2024,15:10:00,SELL,2,100,110,1000.5",
      "Strangle,02-Jan-2024,09:20:00,03-Jan-2024,15:10:00,SELL,2,100,110,-250",
      "Strangle,05-Jan-2024,09:20:00,,,SELL,2,100,,",
    ].join("\n"),
    dates: ["2024-01-02", "2024-01-03"],
    table: { Straddle: [1000.5, 0], Strangle: [0, -250] },
  },
];

test.each(cases)("$name", async ({ exporter, text, dates, table }) => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "list.csv");
  await writeFile(file, `${text}\n`);
  const { files } = await importInto(context, "d", [file]);
  if (exporter !== null) expect(files[0]?.mapping).toBe(exporter);
  const open = await context.datasets.open("d");
  expect(open.observations.map(({ date }) => date)).toEqual(dates);
  const found = Object.fromEntries(
    open.strategies.map((name, at) => [
      name,
      open.matrix.rows.map((row) => Number((row[at] ?? 0).toFixed(9))),
    ]),
  );
  expect(found).toEqual(table);
});

test("every exporter has its case, and no other is chosen for its files", () => {
  const tried = new Set(cases.map(({ exporter }) => exporter));
  const without = exporterMappings.map(({ name }) => name).filter((name) => !tried.has(name));
  // The statement of Interactive Brokers has its own test: it is several tables in one file.
  expect(without).toEqual(["interactive-brokers-statement"]);
});
