/** Named references for characters that stand in names, addresses and secrets. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  colon: ':',
  semi: ';',
  sol: '/',
  bsol: '\\',
  commat: '@',
  equals: '=',
  plus: '+',
  num: '#',
  dollar: '$',
  percnt: '%',
  Tab: '\t',
  NewLine: '\n',
};

/** Letters of other scripts that look like ours, behind what Unicode's own compatibility forms fold. */
const lookAlikes = new Map(
  [...'аАвВеЕкКмМнНоОрРсСтТуУхХіІјЈѕЅԁԛԝһӏαΑΒεΕΖηΗιΙκΚΜνΝοΟρΡτΤυΥχΧ'].map((letter, index) => [
    letter,
    'aAbBeEkKmMhHoOpPcCtTyYxXiIjJsSdqwhlaABeEZnHiIkKMvNoOpPtTuYxX'[index] ?? letter,
  ]),
);

/** Characters that are there but not seen: soft hyphen, joiners, marks of direction, variation selectors, tags. */
const unseen = /^[\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]$/u;

const dash = /^\p{Pd}$/u;

const codePoint = (value: number): string | undefined =>
  value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : undefined;

const oneCharacter = (character: string): string => {
  const point = character.codePointAt(0) ?? 0;
  // Tag characters write ASCII without being seen.
  if (point > 0xe0000 && point < 0xe0080) return String.fromCharCode(point - 0xe0000);
  if (unseen.test(character)) return '';
  if (dash.test(character)) return '-';
  return lookAlikes.get(character) ?? character.normalize('NFKC');
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ', '0': '\0' };

const percent = (match: string): string => Buffer.from(match.replaceAll('%', ''), 'hex').toString('utf8');

const escaped = (match: string): string | undefined => {
  const form = match[1] ?? '';
  if (form === 'u' || form === 'x' || form === 'U')
    return codePoint(Number.parseInt(match.slice(2).replaceAll(/[{}]/g, ''), 16));
  return escapes[form] ?? form;
};

const reference = (match: string): string | undefined => {
  const name = match.slice(1).replace(/;$/, '');
  if (!name.startsWith('#')) return named[name];
  const isHex = /^#x/i.test(name);
  return codePoint(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
};

/** Characters that are written as something else: escapes of URLs, JSON, C and HTML, look-alikes, and unseen ones. */
export const writtenOtherwise =
  /(?:%[\da-fA-F]{2})+|\\(?:u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|x[\da-fA-F]{2}|[nrtbf0"'/\\])|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8});?|\P{ASCII}/gu;

/** What such characters mean; undefined where they mean nothing else. */
export const asMeant = (match: string): string | undefined => {
  if (match.startsWith('%')) return percent(match);
  if (match.startsWith('\\') && match.length > 1) return escaped(match);
  if (match.startsWith('&') && match.length > 1) return reference(match);
  return oneCharacter(match);
};
