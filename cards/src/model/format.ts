import type { Json } from '../../../src/core/json.ts';
import { currentLanguage, text } from '../texts/texts.ts';
import { serverNow } from './time.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: digits }).format(value);

/** Bytes in decimal units, as Steward says them: `1.5 TB`, `340 GB`. */
export const bytes = (count: number): string => {
  const power = count < 1 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), units.length - 1);
  const scaled = count / 1000 ** power;
  return `${number(scaled, scaled < 10 && power > 0 ? 1 : 0)} ${units[power]}`;
};

/** A share of 0 to 1 as whole percent, e.g. `78 %`. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

const span = (value: number, unit: 'second' | 'minute' | 'hour' | 'day'): string =>
  new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);

/** A length of time in its greatest fitting unit, rounded down: `45 sec`, `12 min`, `3 hr`, `9 days`. */
export const duration = (lengthMs: number): string => {
  const seconds = Math.max(0, Math.floor(lengthMs / 1000));
  if (seconds < 60) return span(seconds, 'second');
  if (seconds < 3600) return span(Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return span(Math.floor(seconds / 3600), 'hour');
  return span(Math.floor(seconds / 86_400), 'day');
};

/** A moment as people say it, against Steward’s time now: `2 minutes ago`, `yesterday`. */
export const ago = (atMs: number): string => {
  const seconds = Math.max(0, Math.floor((serverNow() - atMs) / 1000));
  const relative = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto', style: 'long' });
  if (seconds < 10) return relative.format(0, 'second');
  if (seconds < 60) return relative.format(-seconds, 'second');
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
  return relative.format(-Math.floor(seconds / 86_400), 'day');
};

/** A moment as date and time, for titles and records. */
export const dateTime = (atMs: number): string =>
  new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);

/** Time of day with seconds. */
export const timeOfDay = (atMs: number): string =>
  new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'medium' }).format(atMs);

/** A value of a difference in plain words. */
export const value = (json: Json): string => {
  if (json === null) return text('request.nothing');
  if (typeof json === 'string') return json;
  if (typeof json === 'number') return number(json, 2);
  return JSON.stringify(json);
};

/** The beginning of a digest or commit hash, enough to compare by eye. */
export const short = (hash: string): string => hash.slice(0, 8);
