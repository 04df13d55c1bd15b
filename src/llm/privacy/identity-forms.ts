import { isIPv6 } from 'node:net';
import { domainName } from './domain-name.ts';
import type { Detector, EntityKind, Finding } from './inspection.ts';

/** One form by which an identity is known for what it is. All are linear in the length of the text. */
interface Form {
  readonly rule: string;
  readonly entity: EntityKind;
  /** What a text without cannot have it. */
  readonly needs?: string;
  /** Global. */
  readonly pattern: RegExp;
  /** Which group holds the identity. Default: all of it. */
  readonly group?: number;
  /** The one spelling; undefined when it is none after all. */
  readonly canonical?: (match: string) => string | undefined;
}

const lowerCase = (match: string): string => match.toLowerCase();

/** Letters beyond ASCII of scripts that part their words; others may stand directly beside a name. */
const beyond = '\\u00c0-\\u058f';

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** An IPv6 address in one spelling: all eight groups, without leading noughts. */
const ipv6 = (match: string): string | undefined => {
  const [address = '', length] = match.split('/');
  if (!isIPv6(address) || address === '::') return undefined;
  return new URL(`http://[${address}]`).hostname.slice(1, -1) + (length === undefined ? '' : `/${length}`);
};

const forms: readonly Form[] = [
  {
    rule: 'ipv4',
    entity: 'address',
    pattern: new RegExp(
      `(?<![\\w.])${octet}(?:\\.${octet}){3}(?:/(?:3[0-2]|[12]?\\d))?(?![\\w]|\\.\\d)`,
      'g',
    ),
  },
  {
    rule: 'ipv6',
    entity: 'address',
    pattern:
      /(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?:\/\d{1,3})?(?![\w:])/gi,
    canonical: ipv6,
  },
  {
    rule: 'mac',
    entity: 'mac',
    pattern:
      /(?<![\w:-])[\da-f]{2}(?:([:-])[\da-f]{2})(?:\1[\da-f]{2}){4}(?:(?:\1[\da-f]{2}){2})?(?![\w:-])|(?<![\w.])[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?![\w.])/gi,
    canonical: (match) =>
      match
        .toLowerCase()
        .replaceAll(/[^\da-f]/g, '')
        .replaceAll(/(..)(?=.)/g, '$1:'),
  },
  {
    rule: 'email',
    entity: 'email',
    needs: '@',
    pattern: new RegExp(
      `(?<![\\w.+%-])[\\w${beyond}.+%-]{1,64}@[a-z\\d${beyond}-]{1,63}(?:\\.[a-z\\d${beyond}-]{1,63}){1,20}`,
      'gi',
    ),
    canonical: lowerCase,
  },
  {
    rule: 'user-at-host',
    entity: 'user',
    needs: '@',
    pattern: /(?<![\w.+%@/-])([a-z_][\w.-]{0,31})@[a-z\d][\w.-]{0,63}/gi,
    group: 1,
    canonical: lowerCase,
  },
  {
    rule: 'host-after-user',
    entity: 'host',
    needs: '@',
    pattern: /(?<![\w.+%@/-])[a-z_][\w.-]{0,31}@([a-z\d][\w-]{0,62})(?![\w.-])/gi,
    group: 1,
    canonical: lowerCase,
  },
  {
    rule: 'host-in-url',
    entity: 'host',
    needs: '://',
    pattern: /\b[a-z][a-z\d+.-]{1,20}:\/\/(?:[^\s/@]{1,200}@)?([a-z\d][a-z\d-]{0,62})(?![\w.-])/gi,
    group: 1,
    canonical: lowerCase,
  },
  {
    rule: 'domain',
    entity: 'domain',
    pattern: new RegExp(
      `(?<![\\w.@${beyond}-])(?:[\\w${beyond}](?:[\\w${beyond}-]{0,61}[\\w${beyond}])?\\.){1,126}(?:[a-z${beyond}]{2,24}|xn--[a-z\\d-]{2,59})(?![\\w${beyond}(-]|\\.[\\w${beyond}])`,
      'gi',
    ),
    canonical: domainName,
  },
  {
    rule: 'uuid',
    entity: 'serial',
    pattern: /(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/gi,
    canonical: lowerCase,
  },
  {
    rule: 'serial-number',
    entity: 'serial',
    pattern:
      /\b(?:serial(?:[ _-]?(?:number|no|nr))?|service[ _-]?tag|imei|wwn)\b["']?\s{0,3}[:=#]?\s{0,3}["']?([A-Z\d](?=[A-Z\d_-]{0,30}\d)[A-Z\d_-]{4,31})(?![\w-])/gi,
    group: 1,
    canonical: (match) => match.toUpperCase(),
  },
  {
    rule: 'disk-by-id',
    entity: 'serial',
    pattern:
      /(?<![\w-])(?:(?:ata|nvme|scsi|usb|wwn|dm-uuid|virtio)-[\w.:-]{6,100}|(?:eui|naa|0x5)\.?[\da-f]{14,32}(?!\w))/gi,
  },
  {
    rule: 'position',
    entity: 'location',
    pattern:
      /(?<![\w.-])-?(?:[1-8]?\d|90)\.\d{3,15}°?\s?[NS]?\s?[,;/ ]\s?-?(?:1[0-7]\d|180|\d?\d)\.\d{3,15}(?:°?\s?[EW](?!\w))?(?![\w.]*\w)/g,
  },
  {
    rule: 'coordinate',
    entity: 'location',
    pattern: /\b(?:lat(?:itude)?|lon(?:gitude)?|lng)\b["']?\s{0,3}[:=]?\s{0,3}["']?(-?\d{1,3}\.\d{2,15})/gi,
    group: 1,
  },
  {
    rule: 'phone',
    entity: 'phone',
    pattern: /(?<![\w+.:-])(?:\+|00)[1-9]\d{0,2}(?:[ ()/.-]{0,2}\d){6,13}(?![\w:-]|\.\d)/g,
    canonical: (match) => match.replace(/^00/, '+').replaceAll(/[^\d+]/g, ''),
  },
  {
    rule: 'fingerprint',
    entity: 'token',
    pattern: /\bSHA256:[A-Za-z\d+/]{43}=?|\bMD5:(?:[\da-f]{2}:){15}[\da-f]{2}\b/g,
  },
  {
    rule: 'public-key',
    entity: 'token',
    pattern:
      /\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-[\w-]{6,30}@openssh\.com) (AAAA[A-Za-z\d+/]{40,1000}={0,2})/g,
    group: 1,
  },
  {
    rule: 'home-folder',
    entity: 'user',
    pattern: new RegExp(
      `(?:/home/|/Users/|\\b[A-Z]:\\\\{1,2}Users\\\\{1,2})([\\w${beyond}][\\w${beyond}.-]{0,31})`,
      'g',
    ),
    group: 1,
    canonical: lowerCase,
  },
];

const findForm = (text: string, { rule, entity, needs = '', pattern, group, canonical }: Form): Finding[] => {
  const found: Finding[] = [];
  if (!text.includes(needs)) return found;
  for (const match of text.matchAll(pattern)) {
    const part = match[group ?? 0];
    if (part === undefined || part === '') continue;
    const value = canonical === undefined ? part : canonical(part);
    if (value === undefined) continue;
    // A group lies at the end of what is matched, but for what could not be part of it.
    const start = group === undefined ? match.index : match.index + match[0].lastIndexOf(part);
    found.push({ rule, kind: 'identity', entity, start, end: start + part.length, value });
  }
  return found;
};

/** Finds identities that nobody told it of, by their form: addresses, hosts, people, serial numbers, places. */
export const identityForms: Detector = {
  name: 'identity-forms',
  detect: (text, isOver) => {
    const found: Finding[] = [];
    for (const form of forms) {
      if (isOver()) break;
      for (const finding of findForm(text, form)) found.push(finding);
    }
    return found;
  },
};
