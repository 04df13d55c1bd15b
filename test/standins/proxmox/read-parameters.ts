import { ApiError } from './api-error.ts';

type Values = Record<string, unknown>;

/** A key given twice holds both texts with a NUL between, as the vendor reads it. */
const fromPairs = (pairs: URLSearchParams): Values => {
  const values: Values = {};
  for (const [name, value] of pairs)
    values[name] = values[name] === undefined ? value : `${String(values[name])}\0${value}`;
  return values;
};

const fromJson = (body: string): Values => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new ApiError(500, 'malformed JSON string');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new ApiError(500, 'Not a HASH reference');
  return parsed as Values;
};

/**
 * Reads what a request carries: query and body, the query winning.
 * @throws ApiError 501 for a body where none belongs, 506 for a body of another kind than form or JSON
 */
export const readParameters = (
  method: string,
  { query, contentType, body }: { query: URLSearchParams; contentType: string | undefined; body: string },
): Values => {
  const type = contentType?.split(/\s*[;,]\s*/)[0];
  if (body !== '') {
    if (method !== 'POST' && method !== 'PUT')
      throw new ApiError(501, `Unexpected content for method '${method}'`);
    if (type !== undefined && type !== 'application/x-www-form-urlencoded' && type !== 'application/json')
      throw new ApiError(506, `upload 'Content-Type '${contentType}' not implemented`);
  }
  const fromBody =
    type === 'application/json' && body !== '' ? fromJson(body) : fromPairs(new URLSearchParams(body));
  const { _dc, ...values } = { ...fromBody, ...fromPairs(query) };
  return values;
};
