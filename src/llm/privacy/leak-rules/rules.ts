import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is no secret after all. */
export interface Allowance {
  /** What the patterns look at: the secret, all that the rule matched, or its whole line. */
  readonly target: 'secret' | 'match' | 'line';
  /** One that matches is enough. */
  readonly patterns: readonly string[];
  /** One in the secret is enough. In lower case. */
  readonly stopWords: readonly string[];
}

/** One rule of gitleaks or betterleaks. */
export interface LeakRule {
  readonly id: string;
  /** Source of an expression without flags. */
  readonly pattern: string;
  /** Whether up to 50 letters, digits, dots and dashes before a match belong to it. */
  readonly hasLead: boolean;
  /** In lower case. The rule is tried on texts that have one of them; on all, where there is none. */
  readonly keywords: readonly string[];
  /** The secret has to have more, in bits per character. 0 for no matter. */
  readonly entropy: number;
  /** Which group is the secret. 0 for the first that took part, or all. */
  readonly secretGroup: number;
  /** Each has to match the secret. */
  readonly needs: readonly string[];
  readonly allowances: readonly Allowance[];
}

/** All rules, and what none of them finds. */
export interface LeakRules {
  /** Where they come from and under which licence. */
  readonly comment: string;
  readonly allowances: readonly Allowance[];
  readonly rules: readonly LeakRule[];
}

/** Who keeps the rules. */
export type RuleSource = 'gitleaks' | 'betterleaks';

/** Reads the rules of one of them: a file of 150 to 250 kB, and so not before they are needed. */
export const readRules = (source: RuleSource): LeakRules =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${source}.json`), 'utf8')) as LeakRules;
