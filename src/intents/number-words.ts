const ones = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;

/** Largest number with words. */
export const largestNumberWord = 999_999;

const belowHundred = (number: number): string => {
  const small = ones[number];
  if (small !== undefined) return small;
  const unit = number % 10;
  const ten = tens[Math.floor(number / 10)] ?? '';
  return unit === 0 ? ten : `${ten} ${ones[unit]}`;
};

const joined = (head: string, rest: number, and: string): string =>
  rest === 0 ? head : `${head} ${rest < 100 ? and : ''}${cardinal(rest, and)}`;

const cardinal = (number: number, and: string): string => {
  if (number < 100) return belowHundred(number);
  if (number < 1000) return joined(`${ones[Math.floor(number / 100)]} hundred`, number % 100, and);
  return joined(`${cardinal(Math.floor(number / 1000), and)} thousand`, number % 1000, and);
};

/**
 * A whole number in English words, as written out by speech recognition: 121 is "one hundred twenty one" and
 * "one hundred and twenty one". Empty outside -999,999 to 999,999.
 */
export const numberWords = (number: number): readonly string[] => {
  if (!Number.isInteger(number) || Math.abs(number) > largestNumberWord) return [];
  if (number < 0) return numberWords(-number).map((words) => `minus ${words}`);
  return [...new Set([cardinal(number, ''), cardinal(number, 'and ')])];
};

/** Digits read one by one: "101" is "one zero one", "one oh one", "one o one". */
export const digitWords = (digits: string): readonly string[] => {
  const read = (zero: string): string =>
    [...digits].map((digit) => (digit === '0' ? zero : (ones[Number(digit)] ?? digit))).join(' ');
  return digits.includes('0') ? [read('zero'), read('oh'), read('o')] : [read('zero')];
};

/** Every way in which people read an identifier aloud: 121 also as "one twenty one", 1205 as "twelve oh five". */
export const identifierWords = (identifier: number): readonly string[] => {
  const digits = String(identifier);
  const forms = new Set([...digitWords(digits), ...numberWords(identifier)]);
  if (digits.length === 3 || digits.length === 4) {
    const head = Number(digits.slice(0, -2));
    const tail = Number(digits.slice(-2));
    if (tail >= 10) forms.add(`${belowHundred(head)} ${belowHundred(tail)}`);
    else if (tail > 0) forms.add(`${belowHundred(head)} oh ${belowHundred(tail)}`);
  }
  return [...forms];
};
