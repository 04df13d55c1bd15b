const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes for people, in decimal units: "1.5 TB", "340 GB". One decimal below 10, none above. */
export const sizeText = (bytes: number): string => {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < decimalUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const rounded = Math.abs(value) >= 10 || unit === 0 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${rounded} ${decimalUnits[unit] ?? ''}`;
};

const factors: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  pb: 1e15,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  pib: 2 ** 50,
};

/** Reads "2TB", "500 GiB": decimal units as disks are sold, binary ones where the `i` says so. Undefined when it is none. */
export const parseSize = (text: string): number | undefined => {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgtp]?i?b)$/i.exec(text.trim());
  const factor = factors[match?.[2]?.toLowerCase() ?? ''];
  return match === null || factor === undefined ? undefined : Number(match[1]) * factor;
};
