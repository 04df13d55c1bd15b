import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Last parts of names of files, which look like those of domains. */
const fileEndings = new Set(
  `bak bash bin cfg cjs conf config cpp crt csr css csv db deb env exe gif gz html ico img ini iso java jpeg jpg js json
  jsonl jsx key lock log mjs mod pdf pem php png proto qcow2 raw rb rpm rs service sock socket sql sqlite sum svg tar
  tgz timer toml ts tsx txt vue wav webp woff xml xz yaml yml zip zst`.split(/\s+/),
);

/** Endings of names that are good within a house only, of which most were never registered. */
const privateDomains = `arpa box corp domain example home homelab house internal intranet invalid lab lan local
  localdomain localhost network private server test`;

const words = (text: string): string[] => text.trim().split(/\s+/);

let known: ReadonlySet<string> | undefined;

/** The top-level domains of the Internet with more than two letters, and the private ones. */
const topLevelDomains = (): ReadonlySet<string> => {
  known ??= new Set([
    ...words(readFileSync(join(import.meta.dirname, 'top-level-domains.txt'), 'utf8')),
    ...words(privateDomains),
  ]);
  return known;
};

/** Those of countries have two letters, and those in other scripts begin with xn-- or have letters beyond ASCII. */
const isTopLevel = (label: string): boolean =>
  label.length === 2 || /^xn--|\P{ASCII}/u.test(label) || topLevelDomains().has(label);

/**
 * The one spelling of a name that looks like a domain's: lower case, no dot at its end.
 * @returns undefined for what ends like a file, or like nothing that a domain ends in
 */
export const domainName = (match: string): string | undefined => {
  const labels = match.toLowerCase().replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  return !isTopLevel(last) || fileEndings.has(last) || labels.some((label) => label.length > 63)
    ? undefined
    : labels.join('.');
};
