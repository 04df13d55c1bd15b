import type { Finding, KnownIdentities } from './inspection.ts';

/** What was found in texts before, as long as nothing that was looked for changed. */
export interface RememberedFindings {
  get(text: string): readonly Finding[] | undefined;
  set(text: string, findings: readonly Finding[]): void;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

/** Texts of `maxLength` UTF-16 units together; those that were used longest ago go first. */
const createMemory = (maxLength: number): RememberedFindings => {
  const byText = new Map<string, readonly Finding[]>();
  let length = 0;
  return {
    get: (text) => {
      const findings = byText.get(text);
      if (findings === undefined) return undefined;
      byText.delete(text);
      byText.set(text, findings);
      return findings;
    },
    set: (text, findings) => {
      if (text.length > maxLength || byText.has(text)) return;
      byText.set(text, findings);
      length += text.length;
      for (const oldest of byText.keys()) {
        if (length <= maxLength) break;
        byText.delete(oldest);
        length -= oldest.length;
      }
    },
  };
};

/**
 * Remembers what was found: prompts, descriptions of tools and the turns of a conversation are sent again with each
 * request, and looked at again as they leave.
 * @returns what is remembered for these identities and secrets; a new memory as soon as either is another
 */
export const rememberFindings = (
  maxLength: number,
): ((known: KnownIdentities, secrets: readonly string[]) => RememberedFindings) => {
  let last: { known: KnownIdentities; secrets: readonly string[]; memory: RememberedFindings } | undefined;
  return (known, secrets) => {
    if (last === undefined || last.known !== known || !isSame(last.secrets, secrets))
      last = { known, secrets: [...secrets], memory: createMemory(maxLength) };
    return last.memory;
  };
};
