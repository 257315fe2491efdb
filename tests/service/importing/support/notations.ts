import { rows, table, type Variant } from "./variants.ts";

/** Numbers and dates as other countries and programs write them. */
export const notations: Record<string, Variant> = {
  // Numbers
  "whole francs: a dash for no cents is no minus": {
    content: rows("Date;A;B", "01.02.2024;1'234.–;-20.-", "13.02.2024;-12'000.–;5.-"),
    table: { A: [1234, -12000], B: [-20, 5] },
  },
  "whole euros: 20,- is 20": {
    content: rows("Date;A;B", "01.02.2024;1.234,-;20,-", "13.02.2024;-12.000,-;5,50"),
    table: { A: [1234, -12000], B: [20, 5.5] },
  },
  "francs before the number": {
    content: rows("Date;A;B", "01.02.2024;Fr. 1'234.50;Fr. -20.00", "13.02.2024;Fr. -12'000.75;Fr. 5.25"),
    table: { A: [1234.5, -12000.75], B: [-20, 5.25] },
  },
  "French blanks, euro and a minus of its own at once": {
    content: rows(
      "Date;A;B",
      "01/02/2024;1\u00a0234,50\u00a0€;\u221220,00\u00a0€",
      "13/02/2024;\u221212\u00a0000,75\u00a0€;5,25\u00a0€",
    ),
    dates: ["2024-02-01", "2024-02-13"],
    table: { A: [1234.5, -12000.75], B: [-20, 5.25] },
    money: "€",
  },
  "three digits before a power of ten": {
    content: rows("Date,A,B", "2024-01-01,5.129e+3,-2.346e+2", "2024-01-02,-1.049e-1,6.903E+03"),
    table: { A: [5129, -0.1049], B: [-234.6, 6903] },
  },
  "three digits before a power of ten, decimal comma": {
    content: rows("Date;A;B", "2024-01-01;5,129e+3;-2,346e+2", "2024-01-02;-1,049e-1;6,903E+03"),
    table: { A: [5129, -0.1049], B: [-234.6, 6903] },
  },
  "crores in a file of tabs": {
    content: rows("Date\tA\tB", "01-02-2024\t1,23,45,678.90\t-20", "13-02-2024\t-2,34,567\t5.25"),
    table: { A: [12345678.9, -234567], B: [-20, 5.25] },
  },
  "rupees with a stroke and a dash": {
    content: rows("Date,A,B", '2024-01-01,"Rs. 1,234/-",Rs. -20/-', '2024-01-02,"Rs. -2,000/-",Rs. 5/-'),
    table: { A: [1234, -2000], B: [-20, 5] },
  },
  "a spreadsheet's accounting format, zeros as dashes": {
    content: rows(
      "Date,A,B",
      '2024-01-01," $ 1,234.50 "," $ (20.00)"',
      '2024-01-02," $ -   "," $ 5.25 "',
      '2024-01-03," $ (2,000.00)"," $ -   "',
    ),
    table: { A: [1234.5, 0, -2000], B: [-20, 5.25, 0] },
    money: "$",
  },
  "digits of Hindi": {
    content: rows("Date,A,B", "2024-01-01,१२३४.५०,-२०", "2024-01-02,-५,७.२५"),
    table: { A: [1234.5, -5], B: [-20, 7.25] },
  },
  "texts of a spreadsheet's formulas": {
    content: rows("Date,A,B", '2024-01-01,"=""12.5""","=""-20"""', '2024-01-02,"=""-3.5""","=""5"""'),
    table: { A: [12.5, -3.5], B: [-20, 5] },
  },
  "triangles as minus, beside groups that the comma decides": {
    content: rows("Date,A,B", '2024-01-01,"▲1,234",20', '2024-01-02,"2,000",△5', "2024-01-03,12,▲7"),
    refused: /▲1,234.*--numbers plain/,
  },
  "triangles stay unknown where accountants' notation is said": {
    content: rows("Date,A", "2024-01-01,▲1234", "2024-01-02,2000"),
    said: { dialect: { numbers: "accounting" } },
    refused: /▲1234.*--numbers plain/,
  },
  "negative twice over": {
    content: rows("Date,A,B", "2024-01-01,+12.5,(-20)", "2024-01-02,(3.5),+5", "2024-01-03,(1),2"),
    refused: /\(-20\)/,
  },
  "per mille": {
    content: rows("Date;A;B", "2024-01-01;1.25‰;-0.5‰", "2024-01-02;0.25‰;2.75‰"),
    refused: /1\.25‰/,
  },
  "basis points": {
    content: rows("Date;A;B", "2024-01-01;12 bps;-5 bps", "2024-01-02;3 bps;27 bps"),
    refused: /12 bps/,
  },
  "a bare 0.05 beside percentages, behind a bare 0.00": {
    content: rows("Date,A,B", "2024-01-01,0.00,0.00", "2024-01-02,0.05,1.25%", "2024-01-03,1.50%,0.75%"),
    refused: /"0\.05" stand beside percentages/,
  },
  "a decimal comma in one column, a point in the other": {
    content: rows("Date;A;B", "2024-01-01;1,5;2.5", "2024-01-02;-2,25;-3.75", "2024-01-03;3,5;1.5"),
    refused: /1,5/,
  },
  // Dates
  "day, month and year of two digits each": {
    content: rows("Date,A", "02-01-24,1", "03-01-24,-2", "30-01-24,3"),
    refused: /DD-MM-YY or YY-MM-DD.*--date-format/,
  },
  "newest first with times, day and month open": {
    content: rows("Date,A", "05/03/2024 15:30,1", "05/03/2024 09:15,2", "04/03/2024 15:30,-3"),
    refused: /DD\/MM\/YYYY or MM\/DD\/YYYY/,
  },
  "newest first, one row decides": {
    content: rows("Date,A", "05/03/2024,1", "01/03/2024,2", "28/02/2024,-3", "07/02/2024,4"),
    dates: ["2024-02-07", "2024-02-28", "2024-03-01", "2024-03-05"],
    table: { A: [4, -3, 2, 1] },
    finding: "sorted",
  },
  "the weekday beside the date decides": {
    content: rows("Date,A", "Tue 05/03/2024,1", "Wed 06/03/2024,-2", "Thu 07/03/2024,3"),
    dates: ["2024-03-05", "2024-03-06", "2024-03-07"],
    table: { A: [1, -2, 3] },
  },
  "the weekday beside the date contradicts it": {
    content: rows("Date,A", '"Mon, 2024-01-02",1', '"Tue, 2024-01-03",-2'),
    table: { A: [1, -2] },
    finding: "weekdays",
  },
  "months of Germany": {
    content: rows("Datum;A", "2. Januar 2024;1", "3. März 2024;-2", "4. Dezember 2024;3"),
    dates: ["2024-01-02", "2024-03-03", "2024-12-04"],
    table: { A: [1, -2, 3] },
  },
  "months of France, short": {
    content: rows("Date;A", "02 janv. 2024;1", "03 juin 2024;-2", "04 juil. 2024;3", "05 août 2024;4"),
    dates: ["2024-01-02", "2024-06-03", "2024-07-04", "2024-08-05"],
    table: { A: [1, -2, 3, 4] },
  },
  "dates of China": {
    content: rows("日期,A", "2024年1月2日,1", "2024年1月13日,-2"),
    dates: ["2024-01-02", "2024-01-13"],
    table: { A: [1, -2] },
  },
  "a full stop behind the date": {
    content: rows("Date;A", "2.1.2024.;1,5", "13.1.2024.;-2"),
    dates: ["2024-01-02", "2024-01-13"],
    table: { A: [1.5, -2] },
  },
  "PM without a blank, year of two digits": {
    content: rows("Date,A", "1/15/24 3:30PM,1", "1/16/24 9:15AM,-2"),
    dates: ["2024-01-15", "2024-01-16"],
    table: { A: [1, -2] },
  },
  "milliseconds that are midnight in India": {
    content: rows("Date,A", "1704047400000,1", "1704133800000,-2", "1704220200000,3"),
    refused: /18:30 UTC.*--time-zone/,
  },
  "midnights of New York over a change of clocks": {
    content: rows("Date,A", "2024-03-08T05:00:00Z,1", "2024-03-11T04:00:00Z,-2", "2024-03-12T04:00:00Z,5"),
    refused: /05:00 UTC.*--time-zone/,
  },
  "written offsets that differ by the summer": {
    content: rows("Date,A", "2024-03-08T00:00:00-05:00,1", "2024-03-11T00:00:00-04:00,-2"),
    dates: ["2024-03-08", "2024-03-11"],
    table: { A: [1, -2] },
    finding: "utc-offsets",
  },
  "a year with two figures exchanged": {
    content: table("Date,A", 6, (i) => [i % 2 ? 5 : -3]).replace("2024-01-03", "2042-01-03"),
    finding: "gap",
    table: { A: [-3, 5, 5, -3, 5, -3] },
  },
};
