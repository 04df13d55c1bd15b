import type { Detector } from './inspection.ts';

/** What of secretlint is needed, loaded at the first text: a Steward that asks no model never pays for it. */
const load = async () => {
  const [{ lintSource }, { creator }, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ]);
  // Otherwise it leaves dozens of entries per text in Node's performance buffer, for ever.
  secretLintProfiler.setEnabled(false);
  return (content: string) =>
    lintSource({
      source: { filePath: 'text.txt', content, ext: '.txt', contentType: 'text' },
      options: {
        noPhysicFilePath: true,
        config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
      },
    });
};

/** Secretlint's recommended rules. */
export const createSecretlint = (): Detector => {
  let loaded: ReturnType<typeof load> | undefined;
  return {
    name: 'secretlint',
    detect: async (text) => {
      loaded ??= load();
      const { messages } = await (await loaded)(text);
      return messages.map(({ ruleId, range: [start, end] }) => ({
        rule: `secretlint:${ruleId.replace('@secretlint/secretlint-rule-', '')}`,
        kind: 'secret',
        start,
        end,
      }));
    },
  };
};
