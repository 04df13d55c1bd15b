/**
 * Measures, one line of JSON for each figure.
 *
 * Usage: npm run bench [-- NAME ...]; without a name all of them, one after the other. See docs/reference/benchmarks.md.
 */
import { lineOf } from './measure.ts';

const benches = {
  idle: async () => (await import('./idle.ts')).idle,
  intents: async () => (await import('./intents.ts')).intents,
  question: async () => (await import('./question.ts')).question,
  entities: async () => (await import('./entities.ts')).entities,
  'start-with-history': async () => (await import('./start-with-history.ts')).startWithHistory,
  'waiting-runs': async () => (await import('./waiting-runs.ts')).waitingRuns,
  'tap-to-first-write': async () => (await import('./tap-to-first-write.ts')).tapToFirstWrite,
  'durable-steps': async () => (await import('./durable-steps.ts')).durableSteps,
  detection: async () => (await import('./detection.ts')).detection,
  egress: async () => (await import('./egress.ts')).egress,
  'first-word': async () => (await import('./first-word.ts')).firstWord,
  'prompt-tokens': async () => (await import('./prompt-tokens.ts')).promptTokens,
  degraded: async () => (await import('./degraded.ts')).degraded,
} as const;

const isName = (name: string): name is keyof typeof benches => Object.hasOwn(benches, name);

const given = process.argv.slice(2);
const unknown = given.find((name) => !isName(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no measure "${unknown}". There are: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}

const names = given.length === 0 ? Object.keys(benches) : given;
for (const name of names.filter(isName)) {
  const { run, limitMs } = await benches[name]();
  // What was started ends with this process.
  const timer = setTimeout(() => {
    process.stderr.write(`The measure "${name}" took longer than ${limitMs / 1_000} s.\n`);
    process.exit(1);
  }, limitMs);
  await run((measure) => process.stdout.write(`${lineOf(measure)}\n`));
  clearTimeout(timer);
}
process.exit(0);
