import type { Json } from '../../core/json.ts';
import type { Finding, Inspector } from '../privacy/inspection.ts';
import type { Disguised } from './disguise.ts';
import { textsOf } from './map-json.ts';
import { isOwnWord } from './spans.ts';
import { interfaceWords } from './vocabulary.ts';

/** What stands between two texts that are inspected at once, so that none becomes part of its neighbour. */
const between = '\n\n\u2016 \u2016 \u2016\n\n';
/** What a provider may add of its own between texts that it joins. */
const mostAddedLength = 200;

interface Range {
  readonly start: number;
  readonly end: number;
}

const isWithin = ({ start, end }: Finding, ranges: readonly Range[]): boolean =>
  ranges.some((range) => range.start <= start && end <= range.end);

const rangesOf = (text: string, parts: Iterable<string>): Range[] => {
  const ranges: Range[] = [];
  for (const part of parts)
    for (
      let start = text.indexOf(part);
      part !== '' && start >= 0;
      start = text.indexOf(part, start + part.length)
    )
      ranges.push({ start, end: start + part.length });
  return ranges;
};

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Texts that a body holds beyond those of the interface; undefined when one was not made from the request. */
const textsFrom = (
  value: Json,
  { texts, vendorTexts }: Disguised,
  model: string,
): Set<string> | undefined => {
  const own = new Set<string>();
  const longFirst = [...texts]
    .filter((text) => text.length > 1)
    .toSorted((one, other) => other.length - one.length);
  const isMadeFrom = (text: string): boolean => {
    if (texts.has(text) || text.length <= mostAddedLength) return true;
    let rest = text;
    for (const part of longFirst) {
      if (rest.length <= mostAddedLength) return true;
      rest = rest.split(part).join('\n');
    }
    return rest.replaceAll(/\s+/g, '').length <= mostAddedLength;
  };
  const add = (each: Json): boolean =>
    textsOf(each).every((text) => {
      if (vendorTexts.has(text) || interfaceWords.has(text) || text === model || own.has(text)) return true;
      if (!texts.has(text) && /^[[{]/.test(text)) {
        // Arguments of tool calls, which one interface wants as JSON in a string.
        const inner = parsed(text);
        if (inner !== undefined) return add(inner);
      }
      own.add(text);
      return isMadeFrom(text);
    });
  return add(value) ? own : undefined;
};

const refusalOfText = async (
  all: string,
  disguised: Disguised,
  inspector: Inspector,
): Promise<string | undefined> => {
  const { findings, class: privacy } = await inspector.inspect(all, 'request');
  if (findings.some(({ kind }) => kind === 'secret') || privacy === 'secret')
    return 'something in it looks like a secret, or could not be inspected to its end';
  if (findings.length === 0) return undefined;
  const places = disguised.placeholders.places(all);
  const ownTexts = rangesOf(all, disguised.publicTexts);
  const isHarmless = (finding: Finding): boolean =>
    isWithin(finding, places) || (isOwnWord(all, finding, 'product') && isWithin(finding, ownTexts));
  return findings.every(isHarmless) ? undefined : 'something in it names a part of the homelab';
};

/**
 * Looks at the exact body once more, as if nothing had been done before: whether it was made from the request that was
 * disguised, and whether anything can be found in it that should not leave.
 * @param rest whatever else would leave: the address, headers
 * @returns why it must not leave, without what was found; undefined when it may
 */
export const refusalOf = async (
  body: string,
  rest: readonly string[],
  disguised: Disguised,
  model: string,
  inspector: Inspector,
): Promise<string | undefined> => {
  const value = parsed(body);
  // Written twice, a key would be read once here, and leave twice.
  if (value === undefined || JSON.stringify(value) !== body) return 'the body is not plain JSON';
  const texts = textsFrom(value, disguised, model);
  if (texts === undefined) return 'the body was not made from the request that was prepared';
  // Long texts one by one: those that left before are known to the inspector. Short ones at once, because they are many.
  const own = [...texts];
  const isLong = (text: string): boolean => text.length > mostAddedLength;
  const groups = [...own.filter(isLong), [...own.filter((text) => !isLong(text)), ...rest].join(between)];
  for (const group of groups) {
    const reason = await refusalOfText(group, disguised, inspector);
    if (reason !== undefined) return reason;
  }
  return undefined;
};
