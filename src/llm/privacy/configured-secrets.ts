import type { Detector, Finding } from './inspection.ts';

const shortest = 4;

const isWordPart = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

const placesOf = (text: string, secret: string): [number, number][] => {
  const places: [number, number][] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const end = at + secret.length;
    // A very short one would be found inside of other words.
    if (secret.length >= shortest || !(isWordPart(text[at - 1]) || isWordPart(text[end])))
      places.push([at, end]);
  }
  return places;
};

/** Where each unit of a text is that is no white space, in order. */
const placesOfSqueezed = (text: string): number[] => {
  const places: number[] = [];
  for (const { 0: run, index } of text.matchAll(/\S+/g))
    for (let offset = 0; offset < run.length; offset += 1) places.push(index + offset);
  return places;
};

/**
 * The middle of a secret in base64 at each of the three places at which it can begin in a group of three bytes, without
 * the characters at its ends that hold bits of its neighbours.
 */
const insideBase64 = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const whole = Math.floor(((lead + bytes.length) * 8) / 6);
    const part = encoded.slice(Math.ceil((lead * 8) / 6), whole);
    return part.length < 8 ? [] : [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
};

/** Everything that one secret is looked for as. */
interface SecretForms {
  readonly written: readonly string[];
  /** Without white space; none for a secret that is too short to be looked for so. */
  readonly compact: readonly string[];
}

const formsOf = (secret: string): SecretForms => {
  const compact = secret.replaceAll(/\s+/g, '');
  return {
    written: [secret, ...insideBase64(secret)],
    compact: compact.length < 8 ? [] : [compact, ...insideBase64(compact)],
  };
};

/** The forms of all secrets, made anew only when there are others. */
const createForms = (): ((secrets: readonly string[]) => readonly SecretForms[]) => {
  let from: readonly string[] = [];
  let forms: readonly SecretForms[] = [];
  return (secrets) => {
    if (secrets.length !== from.length || secrets.some((secret, index) => secret !== from[index])) {
      from = [...secrets];
      forms = from.filter((secret) => secret.trim() !== '').map(formsOf);
    }
    return forms;
  };
};

/** Finds the values of Steward's own secret options, also wrapped over lines and in the middle of base64. */
export const configuredSecrets = (secrets: () => readonly string[]): Detector => {
  const forms = createForms();
  return {
    name: 'configured-secrets',
    detect: (text) => {
      const found: Finding[] = [];
      const current = forms(secrets());
      if (current.length === 0) return found;
      // A secret may be wrapped over lines. Where it is, matters only once one was found.
      const squeezed = text.replaceAll(/\s+/g, '');
      let places: number[] | undefined;
      const add = (start: number, end: number) =>
        found.push({ rule: 'configured-secret', kind: 'secret', start, end });
      for (const { written, compact } of current) {
        for (const form of written) for (const [start, end] of placesOf(text, form)) add(start, end);
        for (const form of compact)
          for (const [start, end] of placesOf(squeezed, form)) {
            places ??= placesOfSqueezed(text);
            add(places[start] ?? 0, (places[end - 1] ?? 0) + 1);
          }
      }
      return found;
    },
  };
};
