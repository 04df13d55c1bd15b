import { jsonrepair } from 'jsonrepair';

/** JSON as a model wrote it: as it is where that is JSON, else with what models usually get wrong put right. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(jsonrepair(text));
    } catch {
      return undefined;
    }
  }
};

/** Whether something is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
