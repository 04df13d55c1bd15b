/** Hours in which phones are left alone, by the clock on the wall. */
export interface QuietHours {
  /** e.g. `23:00` */
  readonly from: string;
  /** e.g. `07:00`. Before `from`: over midnight. */
  readonly to: string;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
/** No place on earth moves its clocks by more. */
const longestClockChangeMs = 60 * minuteMs;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
};

/** Minutes after midnight of a time written `HH:MM`. */
const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Minutes after midnight that a clock on the wall shows. */
const wallMinutes = (timeZone: string, atMs: number): number =>
  minutesOf(formatFor(timeZone).format(new Date(atMs)));

const isQuiet = ({ from, to, timeZone }: QuietHours, atMs: number): boolean => {
  const [start, end, now] = [minutesOf(from), minutesOf(to), wallMinutes(timeZone, atMs)];
  return start <= end ? now >= start && now < end : now >= start || now < end;
};

/**
 * When the quiet hours that this instant lies in are over (epoch milliseconds, a full minute); undefined when it lies in
 * none. Goes by the clock on the wall: on the night when the clocks change, quiet hours are an hour longer or shorter, and
 * where the end falls into the hour that is left out, they end with the change. Pure.
 */
export const quietUntilMs = (hours: QuietHours | undefined, atMs: number): number | undefined => {
  if (hours === undefined || !isQuiet(hours, atMs)) return undefined;
  const thisMinuteMs = Math.floor(atMs / minuteMs) * minuteMs;
  const minutesLeft = (minutesOf(hours.to) - wallMinutes(hours.timeZone, atMs) + dayMinutes) % dayMinutes;
  const withoutClockChangeMs = thisMinuteMs + minutesLeft * minuteMs;
  let endMs = Math.max(thisMinuteMs + minuteMs, withoutClockChangeMs - longestClockChangeMs);
  while (isQuiet(hours, endMs)) endMs += minuteMs;
  return endMs;
};

/** The time zone of this machine; the app (add-on) runs in Home Assistant's. */
export const localTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
