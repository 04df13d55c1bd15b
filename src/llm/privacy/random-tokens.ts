import type { Detector, Finding } from './inspection.ts';
import { entropyOf } from './leak-rules/entropy.ts';

/**
 * Least entropy, in bits per character, of what looks random: the defaults of detect-secrets for base64 and hexadecimal
 * digits (https://github.com/Yelp/detect-secrets), and near a word that announces a secret that of gitleaks' generic rule.
 */
const leastEntropy = { mixed: 4.5, hexadecimal: 3, announced: 3.5 };

/** Shortest, in characters: below, as much entropy is not possible or says nothing. */
const shortest = { mixed: 24, hexadecimal: 32, announced: 16 };

const tokens = /(?<![\w+/.-])[A-Za-z\d_+/.~-]{16,512}={0,2}(?![\w+/=])/g;
const hexadecimal = /^[\da-fA-F]+$/;
const hasLetterAndDigit = /^(?=.*\d)(?=.*[A-Za-z])/;

/**
 * What is often as long and no secret: paths from a root, names of domains, and words and numbers joined into a name. Which
 * of a word's forms a part has is never in doubt, so that it is tried once.
 */
const ordinary =
  /^(?:\.{0,2}|~)\/[a-z]|\.(?:com|org|net|io|dev|lan|local|home|arpa)\b|^(?:(?:[A-Z]?[a-z]+|[A-Z]+)\d{0,4}|\d+)(?:[./_-](?:(?:[A-Z]?[a-z]+|[A-Z]+)\d{0,4}|\d+))+$/;

/** How far before a token, in the same line, a word announces it. */
const reach = 48;
const announcement =
  /(?:secret|token|api[ _-]?key|\bkey|[_-]key|passw|credential|\bauth(?:orization)?\b|bearer|\bpat\b)[^\n]*$/i;

/** What says that a long number is a digest of something, not a secret. */
const digest =
  /(?:sha\d*|md5|digest|checksum|commit|revision|integrity|etag|fingerprint|blake\w*)[^\n]{0,12}$/i;

/**
 * Finds long random-looking tokens that no rule knows: near a word that announces one they are secrets, elsewhere they
 * leave as placeholders, like digests and identifiers do.
 */
export const randomTokens: Detector = {
  name: 'random-tokens',
  detect: (text) => {
    const found: Finding[] = [];
    for (const match of text.matchAll(tokens)) {
      const token = match[0].replace(/[.~-]+$/, '');
      if (!hasLetterAndDigit.test(token) || ordinary.test(token)) continue;
      const place = { start: match.index, end: match.index + token.length };
      const before = text.slice(Math.max(0, match.index - reach), match.index);
      const entropy = entropyOf(token);
      const kind = hexadecimal.test(token) ? 'hexadecimal' : 'mixed';
      if (
        token.length >= shortest.announced &&
        entropy > leastEntropy.announced &&
        announcement.test(before) &&
        !digest.test(before)
      )
        found.push({ rule: 'announced-token', kind: 'secret', ...place });
      else if (token.length >= shortest[kind] && entropy > leastEntropy[kind])
        found.push({ rule: 'random-token', kind: 'identity', entity: 'token', value: token, ...place });
    }
    return found;
  },
};
