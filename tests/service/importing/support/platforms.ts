import { rows, type Variant } from "./variants.ts";

/** Lists of trades and orders as other platforms write them; invented data in their documented columns. */
export const platforms: Record<string, Variant> = {
  "thinkorswim: the P&L of a trade beside that of the account": {
    content: rows(
      "Id,Strategy,Side,Amount,Price,Date/Time,Trade P/L,P/L,Position",
      "1,MovAvg(Long),Buy to Open,100.0,$185.50,1/2/24 9:30 AM,,$0.00,100.0",
      "2,MovAvg(Long),Sell to Close,-100.0,$190.50,1/5/24 9:30 AM,$500.00,$500.00,0.0",
      "3,MovAvg(Short),Sell to Open,-100.0,$190.50,1/15/24 9:30 AM,,$500.00,-100.0",
      "4,MovAvg(Short),Buy to Close,100.0,$192.50,1/16/24 9:30 AM,($200.00),$300.00,0.0",
    ),
    dates: ["2024-01-05", "2024-01-16"],
    table: { "MovAvg(Long)": [500, 0], "MovAvg(Short)": [0, -200] },
  },
  "a P&L that adds up another column is asked about": {
    content: rows(
      "Symbol,Date,Side,Qty,Price,P/L,Realized",
      "A,2024-01-02,Sell,1,100,10,10",
      "A,2024-01-03,Sell,1,100,15,5",
      "A,2024-01-04,Sell,1,100,12,-3",
      "A,2024-01-05,Sell,1,100,20,8",
    ),
    refused: /adds up "Realized".*--value "Realized"/,
  },
  "the same, the newest first": {
    content: rows(
      "Symbol,Date,Side,Qty,Price,P/L,Realized",
      "A,2024-01-05,Sell,1,100,20,8",
      "A,2024-01-04,Sell,1,100,12,-3",
      "A,2024-01-03,Sell,1,100,15,5",
      "A,2024-01-02,Sell,1,100,10,10",
    ),
    refused: /adds up "Realized"/,
  },
  "Angel One: bought and sold by scrip": {
    content: rows(
      "Scrip Name,Buy Date,Buy Qty,Buy Rate,Buy Amount,Sell Date,Sell Qty,Sell Rate,Sell Amount,Realised P&L",
      "BANKNIFTY CE,02-01-2024,15,250,3750,02-01-2024,15,300,4500,750",
      "BANKNIFTY PE,03-01-2024,15,250,3750,15-01-2024,15,200,3000,-750",
    ),
    dates: ["2024-01-02", "2024-01-15"],
    table: { "BANKNIFTY CE": [750, 0], "BANKNIFTY PE": [0, -750] },
  },
  "Tradovate: what was sold first is closed by its purchase": {
    content: rows(
      "symbol,qty,buyPrice,sellPrice,pnl,boughtTimestamp,soldTimestamp,duration",
      "ESH4,1,4750.25,4752.00,$87.50,01/02/2024 09:45:00,01/02/2024 15:10:00,5h",
      "ESH4,1,4762.25,4760.00,$(112.50),01/15/2024 15:10:00,01/03/2024 09:45:00,5h",
    ),
    dates: ["2024-01-02", "2024-01-15"],
    table: { ESH4: [87.5, -112.5] },
    finding: "sold-first",
    silent: "exits-before-entries",
  },
  "Schwab: realised gains": {
    content: rows(
      '"Symbol","Name","Closed Date","Opened Date","Quantity","Proceeds","Cost Basis (CB)","Gain/Loss ($)","Gain/Loss (%)"',
      '"AAPL","APPLE INC","01/05/2024","01/02/2024","100","$19,050.00","$18,550.00","$500.00","2.695%"',
      '"TSLA","TESLA","01/16/2024","01/03/2024","10","$2,150.00","$2,450.00","-$300.00","-12.24%"',
    ),
    dates: ["2024-01-05", "2024-01-16"],
    table: { AAPL: [500, 0], TSLA: [0, -300] },
  },
  "Fidelity: closed positions": {
    content: rows(
      "Symbol,Date acquired,Date sold,Quantity,Proceeds,Cost basis,Short-term gain/loss,Long-term gain/loss,Total gain/loss",
      "AAPL,Jan-02-2024,Jan-05-2024,100,19050,18550,500,,500",
      "TSLA,Jan-03-2023,Jan-16-2024,10,2150,2450,,-300,-300",
    ),
    dates: ["2024-01-05", "2024-01-16"],
    table: { AAPL: [500, 0], TSLA: [0, -300] },
  },
  "Bybit: closed P&L by contract": {
    content: rows(
      "Contracts,Closing Direction,Qty,Entry Price,Exit Price,Closed P&L,Exit Type,Trade Time(UTC+0)",
      "BTCUSDT,Sell,0.1,45000,46000,95.4,Trade,2024-01-03 10:00",
      "ETHUSDT,Buy,0.1,2600,2650,-54.6,Trade,2024-01-14 10:00",
    ),
    dates: ["2024-01-03", "2024-01-14"],
    table: { BTCUSDT: [95.4, 0], ETHUSDT: [0, -54.6] },
  },
  "MetaTrader 5 in German: two columns of one name": {
    content: rows(
      "Zeit;Position;Symbol;Typ;Volumen;Preis;S / L;T / P;Zeit;Preis;Kommission;Swap;Gewinn",
      "2024.01.02 10:00:00;1;EURUSD;buy;0,10;1,0950;;;2024.01.02 15:00:00;1,0970;-0,70;0,00;20,00",
      "2024.01.03 10:00:00;2;EURUSD;sell;0,10;1,0950;;;2024.01.15 15:00:00;1,1070;-0,70;0,00;-1 120,00",
    ),
    dates: ["2024-01-02", "2024-01-15"],
    table: { EURUSD: [20, -1120] },
    finding: "date-column",
  },
  "two columns of days in no order are refused": {
    content: rows(
      "Zeit;Symbol;Typ;Volumen;Zeit;Gewinn",
      "2024.01.02;A;buy;1;2024.01.03;20,5",
      "2024.01.15;A;buy;1;2024.01.14;-3,5",
    ),
    refused: /#1, #5/,
  },
  "exits before their entries": {
    content: rows(
      "Symbol,Entry Date,Exit Date,Quantity,PnL",
      "A,2024-01-05,2024-01-02,1,10",
      "A,2024-01-05,2024-01-08,1,-5",
      "B,2024-01-09,2024-01-08,1,5",
    ),
    table: { A: [10, -5], B: [0, 5] },
    finding: "exits-before-entries",
  },
  "an exit earlier on the day of its entry": {
    content: rows(
      "Symbol,Entry Date,Exit Date,Quantity,PnL",
      "A,2024-01-05 10:00,2024-01-05 09:30,1,10",
      "A,2024-01-05 10:00,2024-01-08 09:30,1,-5",
    ),
    finding: "exits-before-entries",
  },
  "exits behind their entries": {
    content: rows(
      "Symbol,Entry Date,Exit Date,Quantity,PnL",
      "A,1/2/2024 9:45:00 AM,1/2/2024 3:10:00 PM,1,10",
      "A,1/3/2024 9:45:00 PM,1/13/2024 3:10:00 AM,1,-5",
    ),
    table: { A: [10, -5] },
    silent: "exits-before-entries",
  },
  "orders of days that another country reads otherwise are matched in their order": {
    content: rows(
      "Date,Symbol,Side,Qty,Price",
      "02-01-2024,A,Buy,1,100",
      "15-01-2024,A,Sell,1,110",
      "16-01-2024,A,Buy,1,105",
      "01-02-2024,A,Sell,1,100",
    ),
    dates: ["2024-01-15", "2024-02-01"],
    table: { A: [10, -5] },
    silent: "sorted",
  },
  "orders in no order are matched by their times": {
    content: rows(
      "Date,Time,Symbol,Side,Qty,Price",
      "2024-01-02,15:00:00,A,Sell,1,110",
      "2024-01-02,09:30:00,A,Buy,1,100",
      "2024-01-15,10:00:00,A,Sell,1,90",
      "2024-01-14,10:00:00,A,Buy,1,95",
    ),
    dates: ["2024-01-02", "2024-01-15"],
    table: { A: [10, -5] },
    finding: "sorted",
  },
  "orders of one day, the newest first": {
    content: rows(
      "Date,Time,Symbol,Side,Qty,Price",
      "2024-01-02,15:00:00,A,Sell,1,110",
      "2024-01-02,09:30:00,A,Buy,1,100",
    ),
    table: { A: [10] },
    finding: "no-multiplier",
  },
  "orders in two currencies": {
    content: rows(
      "Date,Symbol,Side,Qty,Price,Currency",
      "2024-01-02,A,Buy,1,100,USD",
      "2024-01-15,A,Sell,1,110,USD",
      "2024-01-16,B,Buy,1,105,EUR",
      "2024-01-17,B,Sell,1,100,EUR",
    ),
    refused: /USD, EUR.*--currency/,
  },
  "orders of one currency alone": {
    content: rows(
      "Date,Symbol,Side,Qty,Price,Currency",
      "2024-01-02,A,Buy,1,100,USD",
      "2024-01-15,A,Sell,1,110,USD",
      "2024-01-16,B,Buy,1,105,EUR",
      "2024-01-17,B,Sell,1,100,EUR",
    ),
    said: { layout: { currency: "USD" } },
    table: { A: [10] },
    finding: "foreign-rows",
  },
  "TradingView in German: entries and exits with one P&L": {
    content: rows(
      "Trade #;Typ;Datum und Uhrzeit;Signal;Preis EUR;Menge;Netto-G&V EUR;Netto-G&V %;Kumulative G&V EUR",
      "1;Ausstieg Long;2024-01-02 15:10;Close;4752;1;87,5;0,02;87,5",
      "1;Einstieg Long;2024-01-02 09:45;Long;4750,25;1;87,5;0,02;87,5",
      "2;Ausstieg Short;2024-01-13 15:10;Close;4762,25;1;-112,5;-0,05;-25",
      "2;Einstieg Short;2024-01-03 09:45;Short;4760;1;-112,5;-0,05;-25",
    ),
    dates: ["2024-01-02", "2024-01-13"],
    table: { file: [87.5, -112.5] },
  },
  "TradingView in French": {
    content: rows(
      "Trade #,Type,Date et heure,Signal,Prix EUR,Taille (qté),P&L net EUR,P&L net %,P&L cumulé EUR",
      "1,Sortie longue,2024-01-02 15:10,Close,4752,1,87.5,0.02,87.5",
      "1,Entrée longue,2024-01-02 09:45,Long,4750.25,1,87.5,0.02,87.5",
      "2,Sortie courte,2024-01-13 15:10,Close,4762.25,1,-112.5,-0.05,-25",
      "2,Entrée courte,2024-01-03 09:45,Short,4760,1,-112.5,-0.05,-25",
    ),
    dates: ["2024-01-02", "2024-01-13"],
    table: { file: [87.5, -112.5] },
  },
  "each trade twice with one P&L, and no word for entry and exit": {
    content: rows(
      "Trade ID,Leg,Side,Date,Qty,Price,Trade P&L",
      "T1,1,Buy,2024-01-02,1,100,5",
      "T1,2,Sell,2024-01-03,1,105,5",
      "T2,1,Buy,2024-01-04,1,105,-3",
      "T2,2,Sell,2024-01-15,1,102,-3",
    ),
    refused:
      /another "Side" each \("Buy" and "Sell"\), an entry and an exit as it seems, and it would count twice/,
  },
  "each trade twice with one P&L, a leg of another symbol each": {
    content: rows(
      "Trade ID,Symbol,Side,Date,Qty,Price,Trade P&L",
      "T1,ES,Buy,2024-01-02,1,100,5",
      "T1,NQ,Sell,2024-01-02,1,105,5",
      "T2,ES,Buy,2024-01-04,1,105,-3",
      "T2,NQ,Sell,2024-01-04,1,102,-3",
    ),
    refused: /another "Symbol" each \("ES" and "NQ"\), two legs as it seems, and it would count twice/,
  },
  "each trade twice with the P&L at its exit alone": {
    content: rows(
      "Trade ID,Side,Date,Qty,Price,Trade P&L",
      "T1,Buy,2024-01-02,1,100,0",
      "T1,Sell,2024-01-03,1,105,5",
      "T2,Buy,2024-01-04,1,105,0",
      "T2,Sell,2024-01-15,1,102,-3",
    ),
    table: { file: [0, 5, 0, -3] },
  },
  "Dhan: orders with a quantity of lots": {
    content: rows(
      "Date,Time,Name,Buy/Sell,Order,Exchange,Segment,Quantity/Lot,Trade Price,Trade Value,Status",
      "2024-01-02,09:20:00,NIFTY CE,BUY,INTRADAY,NSE,D,50,120,6000,Traded",
      "2024-01-02,15:20:00,NIFTY CE,SELL,INTRADAY,NSE,D,50,130,6500,Traded",
    ),
    table: { "NIFTY CE": [500] },
  },
  "whole trades of two symbols with one number": {
    content: rows(
      "Trade,Symbol,Entry Date,Exit Date,Qty,Profit",
      "1,A,2024-01-02,2024-01-03,1,5",
      "1,B,2024-01-02,2024-01-03,1,5",
      "2,A,2024-01-04,2024-01-05,1,-3",
      "2,B,2024-01-04,2024-01-05,1,-3",
    ),
    table: { A: [5, -3], B: [5, -3] },
  },
  "lots that were bought on several days count on the day of their sale": {
    content: rows(
      "Symbol,Date Acquired,Date Sold,Gain or Loss",
      "AAPL,Various,01/15/2024,10.5",
      "MSFT,01/03/2024,01/16/2024,-20",
      "TSLA,01/20/2024,01/10/2024,7",
    ),
    dates: ["2024-01-15", "2024-01-16", "2024-01-20"],
    table: { AAPL: [10.5, 0, 0], MSFT: [0, -20, 0], TSLA: [0, 0, 7] },
    finding: "sold-first",
  },
  "two columns of days without a known name, written in a way that was said": {
    content: rows(
      "Opened On,Closed On,Symbol,Qty,PnL",
      "01/02/2024,03/02/2024,A,1,10",
      "02/02/2024,03/02/2024,B,1,12",
      "04/02/2024,05/02/2024,A,1,-3",
    ),
    said: { dialect: { dateFormat: "DD/MM/YYYY" } },
    dates: ["2024-02-03", "2024-02-05"],
    table: { A: [10, -3], B: [12, 0] },
  },
  "the same, of which nobody said it": {
    content: rows(
      "Opened On,Closed On,Symbol,Qty,PnL",
      "01/02/2024,03/02/2024,A,1,10",
      "02/02/2024,03/02/2024,B,1,12",
    ),
    refused: /in "Opened On" can be DD\/MM\/YYYY or MM\/DD\/YYYY/,
  },
  "amounts in bitcoin, which a fee does not add up to": {
    content: rows(
      "Symbol,Date,Side,Qty,Price,Fee,Realized PnL",
      "BTCUSD,2024-01-02,Sell,100,42000,0.0005,0.013",
      "BTCUSD,2024-01-03,Sell,100,43000,0.0004,0.015",
      "BTCUSD,2024-01-04,Sell,100,43500,0.0005,0.02",
      "BTCUSD,2024-01-05,Sell,100,43600,0.0006,0.018",
    ),
    table: { BTCUSD: [0.013, 0.015, 0.02, 0.018] },
  },
};
