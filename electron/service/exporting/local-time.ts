/** Run id: YYYYMMDD_HHMMSS in local time. */
export function runIdOf(time: Date): string {
  const { year, month, day, hour, minute, second } = parts(time);
  return `${year}${month}${day}_${hour}${minute}${second}`;
}

/** YYYY-MM-DD HH:MM:SS in local time. */
export function localTimeText(time: Date): string {
  const { year, month, day, hour, minute, second } = parts(time);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

function parts(time: Date) {
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    year: String(time.getFullYear()),
    month: two(time.getMonth() + 1),
    day: two(time.getDate()),
    hour: two(time.getHours()),
    minute: two(time.getMinutes()),
    second: two(time.getSeconds()),
  };
}
