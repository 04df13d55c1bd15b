import type { PrivacyClass, Provenance } from '../../core/provenance.ts';

/** What an identity belongs to. `token`: a public key's fingerprint and the like; `name`: of a pool, a storage, a device. */
export type EntityKind =
  | 'host'
  | 'address'
  | 'user'
  | 'serial'
  | 'mac'
  | 'email'
  | 'domain'
  | 'location'
  | 'phone'
  | 'token'
  | 'name';

/** Something private at a place in a text. */
export interface Finding {
  /**
   * What found it, stable: `gitleaks:<rule>`, `secretlint:<rule>`, `configured-secret`, `known-<entity>`, a form such as
   * `ipv4`, or `unsure` for a text that could not be inspected to its end.
   */
  readonly rule: string;
  /** A secret never leaves, an identity leaves as a placeholder. */
  readonly kind: 'secret' | 'identity';
  /** Of an identity, always there. */
  readonly entity?: EntityKind;
  /** Where it begins in the text as given, in UTF-16 units; what was found in an encoding covers all that encodes it. */
  readonly start: number;
  /** Behind its last unit. */
  readonly end: number;
  /** Of an identity, always there: its one spelling, decoded, so that the same identity in two spellings is the same. */
  readonly value?: string;
}

/** What a detector finds in a text. */
export interface Detector {
  readonly name: string;
  /**
   * @param isOver whether the time for the whole inspection has passed: a detector asks between its rules and stops early
   * @throws whatever it likes: the inspection then counts the text as secret
   */
  detect(text: string, isOver: () => boolean): readonly Finding[] | Promise<readonly Finding[]>;
}

/** An identity that is known to be one of this homelab's. */
export interface KnownIdentity {
  readonly entity: EntityKind;
  /** As its owner writes it. */
  readonly value: string;
}

/** All that are known. The same array as long as nothing changed: what is made from it is kept for as long. */
export type KnownIdentities = readonly KnownIdentity[];

/** What an inspection says about a text. */
export interface Inspection {
  /** The strictest of what the text's provenance and each finding ask for. */
  readonly class: PrivacyClass;
  /** In the order of `start`. Findings may overlap. */
  readonly findings: readonly Finding[];
}

/** Looks for what should not leave. */
export interface Inspector {
  /**
   * Never rejects: whatever keeps a text from being inspected to its end (a detector that throws, no time left, a text
   * too long) makes its class `secret`, with a finding of rule `unsure` over all of it.
   */
  inspect(text: string, provenance: Provenance): Promise<Inspection>;
}
