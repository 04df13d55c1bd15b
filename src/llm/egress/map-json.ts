import type { Json } from '../../core/json.ts';

/** Writes every text in a JSON value anew, keys included. Numbers become texts where `write` changes their digits. */
export const mapJson = (value: Json, write: (text: string) => string): Json => {
  if (typeof value === 'string') return write(value);
  if (typeof value === 'number') {
    const written = write(String(value));
    return written === String(value) ? value : written;
  }
  if (Array.isArray(value)) return value.map((each) => mapJson(each, write));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [write(key), mapJson(each as Json, write)]),
  );
};

/** Every text in a JSON value, keys and digits of numbers included. */
export const textsOf = (value: Json): string[] => {
  const texts: string[] = [];
  mapJson(value, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
};
