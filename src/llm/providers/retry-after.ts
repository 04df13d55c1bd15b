const longestMs = 24 * 60 * 60 * 1000;

/**
 * How long a vendor asks to be left alone, from `retry-after-ms` (milliseconds) or `retry-after` (seconds, or a date). At most
 * a day; undefined where it says nothing that can be read.
 */
export const retryAfterMs = (headers: Headers, nowMs: number): number | undefined => {
  const said = headers.get('retry-after');
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  const waits = [
    milliseconds,
    said !== null && /^\s*[\d.]+\s*$/.test(said) ? Number(said) * 1_000 : Number.NaN,
    said === null ? Number.NaN : Date.parse(said) - nowMs,
  ];
  const wait = waits.find(Number.isFinite);
  return wait === undefined ? undefined : Math.min(Math.max(0, Math.round(wait)), longestMs);
};
