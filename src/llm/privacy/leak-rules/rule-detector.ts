import type { Detector, Finding } from '../inspection.ts';
import { entropyOf } from './entropy.ts';
import { createKeywordFinder } from './keywords.ts';
import { type Allowance, type LeakRule, type RuleSource, readRules } from './rules.ts';
import { windowsOf } from './windows.ts';

const longestLead = 50;

interface Candidate {
  readonly secret: string;
  readonly match: string;
  readonly line: string;
}

const allows = ({ target, patterns, stopWords }: Allowance): ((candidate: Candidate) => boolean) => {
  const expressions = patterns.map((pattern) => new RegExp(pattern));
  return (candidate) => {
    const secret = candidate.secret.toLowerCase();
    return (
      expressions.some((expression) => expression.test(candidate[target])) ||
      stopWords.some((word) => secret.includes(word))
    );
  };
};

/** The group that is the secret: the one that the rule names, or the first that took part. */
const secretOf = (match: RegExpExecArray, group: number): { secret: string; start: number; end: number } => {
  const { indices = [] } = match;
  const index =
    group > 0 ? group : match.findIndex((part, at) => at > 0 && part !== undefined && part !== '');
  const taken = Math.max(index, 0);
  const [start, end] = indices[taken] ?? [match.index, match.index + match[0].length];
  return { secret: match[taken] ?? '', start, end };
};

/** Where a match begins once the lead is put back that the compiled pattern goes without. */
const withLead = (text: string, start: number): number => {
  let from = start;
  while (from > 0 && start - from < longestLead && /[\w.-]/.test(text[from - 1] ?? '')) from -= 1;
  return from;
};

const lineAround = (text: string, start: number, end: number): string => {
  const next = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, next < 0 ? text.length : next);
};

/** One rule, compiled. */
const compile = (
  source: RuleSource,
  rule: LeakRule,
  everywhere: readonly ((candidate: Candidate) => boolean)[],
): ((text: string) => Finding[]) => {
  const expression = new RegExp(rule.pattern, 'dg');
  const needs = rule.needs.map((pattern) => new RegExp(pattern));
  const exceptions = [...everywhere, ...rule.allowances.map(allows)];
  return (text) => {
    const found: Finding[] = [];
    for (const match of text.matchAll(expression)) {
      const { secret, start, end } = secretOf(match, rule.secretGroup);
      if (rule.entropy > 0 && entropyOf(secret) <= rule.entropy) continue;
      if (!needs.every((need) => need.test(secret))) continue;
      const from = rule.hasLead ? withLead(text, match.index) : match.index;
      const to = match.index + match[0].length;
      const candidate = {
        secret,
        match: text.slice(from, to).replace(/^\n+|\n+$/g, ''),
        line: lineAround(text, from, to),
      };
      if (exceptions.some((isAllowed) => isAllowed(candidate))) continue;
      found.push({ rule: `${source}:${rule.id}`, kind: 'secret', start, end });
    }
    return found;
  };
};

interface Engine {
  readonly keywordsIn: (text: string) => ReadonlySet<string>;
  readonly rules: readonly { readonly keywords: readonly string[]; find(text: string): Finding[] }[];
}

const createEngine = (source: RuleSource): Engine => {
  const { rules, allowances } = readRules(source);
  const everywhere = allowances.map(allows);
  return {
    keywordsIn: createKeywordFinder(rules.flatMap(({ keywords }) => keywords)),
    rules: rules.map((rule) => {
      let compiled: ((text: string) => Finding[]) | undefined;
      return {
        keywords: rule.keywords,
        find: (text) => {
          compiled ??= compile(source, rule, everywhere);
          return compiled(text);
        },
      };
    }),
  };
};

/**
 * The default rules of gitleaks or betterleaks, applied as these apply them, but for this: a comment that asks for a line to be let
 * through is not heeded; rules that depend on a file's name are applied without it, exceptions that do are not; a generic
 * finding stays beside a more exact one; and where a rule looks along a line as far as it goes, it goes 500 characters.
 */
const createRuleDetector = (source: RuleSource): Detector => {
  let engine: Engine | undefined;
  return {
    name: source,
    detect: (text, isOver) => {
      engine ??= createEngine(source);
      const present = engine.keywordsIn(text.toLowerCase());
      const tried = engine.rules.filter(
        ({ keywords }) => keywords.length === 0 || keywords.some((word) => present.has(word)),
      );
      const found: Finding[] = [];
      for (const { start, text: window } of windowsOf(text))
        for (const rule of tried) {
          if (isOver()) return found;
          for (const finding of rule.find(window))
            found.push({ ...finding, start: finding.start + start, end: finding.end + start });
        }
      return found;
    },
  };
};

/** Gitleaks' default rules. */
export const createGitleaks = (): Detector => createRuleDetector('gitleaks');

/** Betterleaks' default rules, less those that gitleaks has word for word and those that need more than a text. */
export const createBetterleaks = (): Detector => createRuleDetector('betterleaks');
