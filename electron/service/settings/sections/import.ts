import { fileDialect, importPolicies } from "../../../contract/importing.ts";
import { choiceSetting, integerSetting, textSetting } from "../kinds.ts";

export const importing = {
  encoding: choiceSetting({
    default: "auto",
    choices: fileDialect.shape.encoding.options,
    documentation: "Character encoding of the file; auto looks at the first bytes.",
  }),
  delimiter: choiceSetting({
    default: "auto",
    choices: fileDialect.shape.delimiter.options,
    documentation: "What separates the cells; auto counts candidates in the header and the first rows.",
  }),
  decimal: choiceSetting({
    default: "auto",
    choices: fileDialect.shape.decimal.options,
    documentation: "Decimal sign of the numbers.",
  }),
  thousands: choiceSetting({
    default: "auto",
    choices: fileDialect.shape.thousands.options,
    documentation:
      "Thousands separator accepted inside numbers; none reports a cell such as 1,234.50 as not a number.",
  }),
  numbers: choiceSetting({
    default: "auto",
    choices: fileDialect.shape.numbers.options,
    documentation:
      "What counts as a number: plain digits with a sign, or also the notation of accountants: (12.50), 12.50-, \u2212 and dashes, $12.50, 12.5 %, 12.50 DR. auto reads such cells where they are a tenth of the filled cells or half a column's, and only one reading fits; a few are faults, as missing says.",
  }),
  date_format: textSetting({
    default: "auto",
    pattern:
      /^(auto|excel|epoch(-[mun]s)?|(YYYY|YY|MMM|MM|DD)([-/. ]?(YYYY|YY|MMM|MM|DD)){1,2}( (HH|hh):mm(:ss)?( A)?)?)$/,
    allowed:
      "auto, or a pattern of YYYY, YY, MM, MMM and DD such as DD-MM-YYYY, with HH:mm, HH:mm:ss or hh:mm A behind it if there is a time; excel, epoch, epoch-ms, epoch-us or epoch-ns for numbers",
    documentation:
      "Spelling of the Date column; auto decides from all rows, and asks when day and month cannot be told apart.",
  }),
  time_zone: textSetting({
    default: "auto",
    pattern: /^(auto|written|[+-]\d{2}:\d{2}|[A-Za-z_]+(\/[A-Za-z_+\-0-9]+)*)$/,
    allowed: "auto, written, an offset such as +05:30, or a name such as Asia/Kolkata",
    documentation:
      "Whose day it is where dates carry an offset from UTC: the one that is written, or that of a zone. auto takes the written one, and asks when all are at one time that is midnight elsewhere.",
  }),
  times: choiceSetting({
    default: "auto",
    choices: fileDialect.shape.times.options,
    documentation:
      "What times of day that are digits alone are: 915 on a clock, or 555 minutes or 33300 seconds since midnight. auto decides from all rows, and asks when that cannot be told.",
  }),
  confidence_scale: choiceSetting({
    default: "auto",
    choices: fileDialect.shape.confidenceScale.options,
    documentation:
      "Scale of the regime confidence column: 0..100 or 0..1. auto decides from the whole column and says which.",
  }),
  missing: choiceSetting({
    default: "zero",
    choices: importPolicies.shape.missing.options,
    documentation:
      "A blank or unreadable P&L cell becomes zero (as the replaced system did), stays missing, or stops the import. Each one is recorded in every case.",
  }),
  duplicate_names: choiceSetting({
    default: "refuse",
    choices: importPolicies.shape.duplicateNames.options,
    documentation: "Two columns of one name: stop, number the later ones (name.2), or take the first.",
  }),
  duplicate_columns: choiceSetting({
    default: "keep",
    choices: importPolicies.shape.duplicateColumns.options,
    documentation:
      "Columns that are exact copies of another one: keep them, drop them, or stop. They are reported in every case.",
  }),
  constant_columns: choiceSetting({
    default: "keep",
    choices: importPolicies.shape.constantColumns.options,
    documentation:
      "Columns whose cells are all equal (zero included): keep them, drop them, or stop. They are reported in every case.",
  }),
  odd_columns: choiceSetting({
    default: "drop",
    choices: importPolicies.shape.oddColumns.options,
    documentation:
      "Columns of numbers that are hardly profit and loss (prices, running totals, drawdowns, row numbers, years, the sum of all others): leave them out, keep them as strategies, or stop. They are reported in every case.",
  }),
  duplicate_dates: choiceSetting({
    default: "keep",
    choices: importPolicies.shape.duplicateDates.options,
    documentation: "Rows of the same date (and zone and time): kept each, one row with their sums, or stop.",
  }),
  bad_dates: choiceSetting({
    default: "refuse",
    choices: importPolicies.shape.badDates.options,
    documentation: "A row whose date cannot be read: stop, or leave the row out and report it.",
  }),
  long_rows: choiceSetting({
    default: "refuse",
    choices: importPolicies.shape.longRows.options,
    documentation:
      "A row with more cells than the header has names, which a cell with the delimiter in it makes: stop, leave the row out, or take its first cells. It is reported in every case.",
  }),
  order: choiceSetting({
    default: "date",
    choices: importPolicies.shape.order.options,
    documentation: "Order of the rows: by date, those of one date as in the file; or as in the file.",
  }),
  reject_limit: integerSetting({
    default: 1_000_000,
    min: 0,
    max: 100_000_000,
    unit: "cells",
    documentation: "Cells listed one by one in rejects.parquet; all of them are counted.",
  }),
  row_limit: integerSetting({
    default: 1_000_000,
    min: 1,
    max: 1_000_000_000,
    unit: "rows",
    documentation:
      "A table of more rows is refused before its cells are taken, one in Parquet before it is read: a few kilobytes can hold twenty millions. Trades and tables in long format may have any number; what counts is the table that they become.",
  }),
  first_record_mb: integerSetting({
    default: 64,
    min: 1,
    max: 1024,
    unit: "MB",
    documentation:
      "A text file whose first record, that of the column names, is longer than this is refused as no table: 100,000 names of 600 bytes are 60 MB.",
  }),
  unpacked_limit_gb: integerSetting({
    default: 32,
    min: 1,
    max: 10_000,
    unit: "GB",
    documentation:
      "A packed file (gzip, zstd) that becomes larger than this is refused: three megabytes can hold three gigabytes of zeros. Other kinds end at 2 GB.",
  }),
  chunk_mb: integerSetting({
    default: 64,
    min: 1,
    max: 4096,
    unit: "MB",
    documentation:
      "Memory for the rows that are being converted; a smaller value lowers the peak for very large files.",
  }),
};
