import type { Detector, Finding } from './inspection.ts';

/** What of a rule of secretlint's is needed to apply it (`SecretLintRuleCreator` of @secretlint/types). */
interface Rule {
  readonly meta: { readonly id: string };
  create(context: object, options: object): { file?(source: object): unknown };
}

/** Comments in a text that switch rules off. Nothing in a text has a say in what is looked for in it. */
const commentsRule = '@secretlint/secretlint-rule-filter-comments';

type Search = (text: string) => readonly Finding[];

/**
 * The rules, each made once: secretlint's own engine makes all of them anew for each text, which for a short one takes
 * longer than to look. None keeps anything of a text, and none that looks at texts has anything to wait for.
 */
const searchWith = (rules: readonly Rule[]): Search => {
  let found: Finding[] = [];
  const handlers = rules
    .filter(({ meta }) => meta.id !== commentsRule)
    .map((rule) => {
      const name = `secretlint:${rule.meta.id.replace('@secretlint/secretlint-rule-', '')}`;
      const context = {
        sharedOptions: {},
        createTranslator: () => (messageId: string) => ({ messageId, message: messageId }),
        report: ({ range: [start, end] }: { readonly range: readonly [number, number] }) =>
          found.push({ rule: name, kind: 'secret', start, end }),
      };
      return rule.create(context, {});
    });
  return (content) => {
    found = [];
    const source = { content, filePath: 'text.txt', ext: '.txt', contentType: 'text' };
    for (const handler of handlers)
      if (handler.file?.(source) instanceof Promise)
        throw new Error('A rule of secretlint did not end when it returned.');
    return found;
  };
};

/** Brings in the rules at the first text: a Steward that asks no model never pays for them. */
const load = async (): Promise<Search> => {
  const { rules } = await import('@secretlint/secretlint-rule-preset-recommend');
  return searchWith(rules as unknown as readonly Rule[]);
};

/** Secretlint's recommended rules. */
export const createSecretlint = (): Detector => {
  let loading: Promise<Search> | undefined;
  let search: Search | undefined;
  return {
    name: 'secretlint',
    detect: (text) => {
      if (search !== undefined) return search(text);
      loading ??= load();
      return loading.then((loaded) => {
        search = loaded;
        return loaded(text);
      });
    },
  };
};
