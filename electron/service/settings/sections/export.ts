import { choiceSetting, integerSetting, switchSetting } from "../kinds.ts";

export const exporting = {
  line_ends: choiceSetting({
    default: "crlf",
    choices: ["crlf", "lf"],
    documentation: "Line ends of the legacy result files that had CRLF; the others always have LF.",
  }),
  formulas_as_text: switchSetting({
    default: true,
    documentation:
      "In CSV files, put an apostrophe before a name that a spreadsheet would run as a formula (= + - @ first). Off: every name letter for letter. Portfolio files are read either way.",
  }),
  byte_order_mark: switchSetting({
    default: false,
    documentation:
      "Begin CSV files that commands write with a byte order mark: without it Excel reads UTF-8 names by the system's code page. Imports read either way.",
  }),
  charts: switchSetting({
    default: true,
    documentation: "Draw equity, drawdown and correlation pictures beside the result files.",
  }),
  chart_width: integerSetting({
    default: 1600,
    min: 320,
    max: 8192,
    unit: "pixels",
    documentation: "Width of the pictures.",
  }),
  chart_height: integerSetting({
    default: 900,
    min: 240,
    max: 8192,
    unit: "pixels",
    documentation: "Height of the pictures.",
  }),
  chart_theme: choiceSetting({
    default: "light",
    choices: ["light", "dark"],
    documentation: "Colours of the pictures.",
  }),
};
