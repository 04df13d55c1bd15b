/**
 * Where a piece of text or an image came from. It decides first who may see it: a detector that finds nothing in a log
 * makes it no less private.
 * - `product`: Steward's own words: prompts, tool descriptions, translations
 * - `public`: published texts, such as a vendor's manual
 * - `request`: what the person said or typed
 * - `inventory`: states and names of the homelab, as adapters report them
 * - `record`: runs, approvals, issues, documentation that Steward or people wrote about the homelab
 * - `home`: states of Home Assistant's entities that say nothing about people
 * - `configuration`: contents of configuration files and options
 * - `log`: lines of logs, of tasks and of systems
 * - `person`: who people are and where they are
 * - `secret`: known to hold a secret
 * - `image`: pixels, which no detector can vouch for
 */
export type Provenance =
  | 'product'
  | 'public'
  | 'request'
  | 'inventory'
  | 'record'
  | 'home'
  | 'configuration'
  | 'log'
  | 'person'
  | 'secret'
  | 'image';

/**
 * Who may see content: `public` anybody as it is; `internal` a cloud model with all identities replaced; `secret` nobody
 * outside the house, in no form.
 */
export type PrivacyClass = 'public' | 'internal' | 'secret';

const classes: Readonly<Record<Provenance, PrivacyClass>> = {
  product: 'public',
  public: 'public',
  request: 'internal',
  inventory: 'internal',
  record: 'internal',
  home: 'internal',
  configuration: 'secret',
  log: 'secret',
  person: 'secret',
  secret: 'secret',
  image: 'secret',
};

const order: readonly PrivacyClass[] = ['public', 'internal', 'secret'];

/** The class that content has because of where it came from. Detectors may raise it, never lower it. */
export const classOf = (provenance: Provenance): PrivacyClass => classes[provenance];

/** The strictest of several classes; `public` of none. */
export const strictestClass = (of: Iterable<PrivacyClass>): PrivacyClass => {
  let strictest = 0;
  for (const each of of) strictest = Math.max(strictest, order.indexOf(each));
  return order[strictest] ?? 'secret';
};
