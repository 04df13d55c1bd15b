/** What stands where a secret was. */
export const secretMarker = '[secret removed]';

/** Tokens that are known by their form, whoever they belong to. Each only as a whole. */
const recognisable: readonly RegExp[] = [
  // GitHub: personal, OAuth, user-to-server, server-to-server and refresh tokens, fine-grained tokens.
  /\bgh[pousr]_[A-Za-z0-9]{20,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,255}\b/g,
  // Proxmox VE and Backup Server: the header's value, secret and all.
  /\bP(?:VE|BS|MG)APIToken=\S+?![^\s=:]+[=:][0-9a-fA-F-]{36}/g,
  // Tickets of Proxmox.
  /\bP(?:VE|BS|MG):[^\s:]+:[0-9A-F]{8}::[A-Za-z0-9+/=]+/g,
  // JSON Web Tokens, which Home Assistant's long-lived tokens are.
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{16,}/g,
  // Language models, Grafana, Tailscale, Slack, AWS.
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/g,
  /\bgl(?:sa|c)_[A-Za-z0-9_=+/-]{20,}/g,
  /\btskey-[a-z]+-[A-Za-z0-9-]{10,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  // Private keys in PEM, also cut off or with escaped line ends.
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
  // What stands behind the word Authorization or in an address's user part.
  /(?<=\bauthorization["']?\s*[:=]\s*["']?(?:bearer|basic|token)\s+)[A-Za-z0-9._~+/=-]{8,}/gi,
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]{3,}(?=@)/gi,
];

/** Shorter secrets are replaced as whole words only: "lab" in "homelab" stays. */
const wholeWordBelow = 10;
const shortest = 4;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const patternOf = (secret: string): RegExp =>
  secret.length < wholeWordBelow
    ? new RegExp(`(?<![\\p{L}\\p{N}])${escaped(secret)}(?![\\p{L}\\p{N}])`, 'gu')
    : new RegExp(escaped(secret), 'g');

/**
 * A text without what must never reach an issue, a commit or a page: each known secret, and everything that has the form
 * of a token or a private key. A second pass changes nothing.
 * @param knownSecrets values of all options of type password. PINs (digits only) and values of fewer than 4 characters are
 * left out: a page on which every 2026 is missing would say what the PIN is.
 */
export const withoutSecrets = (text: string, knownSecrets: readonly string[]): string => {
  const known = [...new Set(knownSecrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))]
    .filter((secret) => secret.length >= shortest && !/^\d{1,12}$/.test(secret))
    // The longest first: one may be a part of another.
    .sort((a, b) => b.length - a.length);
  return [...known.map(patternOf), ...recognisable].reduce(
    (clean, pattern) => clean.replace(pattern, secretMarker),
    text,
  );
};
