const cell = 15;

/** Pixels of one day's cell and of one year's band in the calendar: a panel needs 84 + years x height. */
export const calendarBand = { cell, height: 7 * cell + 34 } as const;
