import { searchers } from './detection-peers.ts';
import type { Bench } from './measure.ts';
import { freshSamples, ordinaryTexts, secretSamples } from './secret-corpus.ts';
import type { Sample } from './secret-corpus-go.ts';

const rounds = 3;

/** Whether what was found is the secret, a part of it that gives it away, or has it inside. */
const isHit = (secret: string, found: readonly string[]): boolean =>
  found.some((each) => each.length >= 6 && (secret.includes(each) || each.includes(secret)));

const share = (values: readonly boolean[]): number => (100 * values.filter(Boolean).length) / values.length;

const nameOf = (searcher: string): string => searcher.replaceAll(/[^a-z\d]+/g, '_');

/**
 * How much of what is secret is found, and how much of what is not: Steward, gitleaks and secretlint on the same texts,
 * which no rule of Steward's was tuned on. Speed is that of ordinary texts, on one processor, the fastest of three rounds;
 * gitleaks' has the start of its process in it.
 */
export const detection: Bench = {
  limitMs: 600_000,
  run: async (print) => {
    const samples = await secretSamples();
    const ordinary = await ordinaryTexts();
    const megabytes = ordinary.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
    print({ name: 'detection_texts_with_secrets', value: samples.length, unit: 'count' });
    print({
      name: 'detection_secrets',
      value: samples.flatMap(({ secrets }) => secrets).length,
      unit: 'count',
    });
    print({ name: 'detection_ordinary_texts', value: ordinary.length, unit: 'count' });
    print({ name: 'detection_ordinary_size', value: megabytes, unit: 'MB' });
    const fresh = await freshSamples();
    print({ name: 'detection_fresh_texts_with_secrets', value: fresh.length, unit: 'count' });
    for (const { name, search } of await searchers()) {
      const recall = async (of: readonly Sample[]) => {
        const found = await search(of.map(({ text }) => text));
        return {
          secrets: share(
            of.flatMap(({ secrets }, index) => secrets.map((secret) => isHit(secret, found[index] ?? []))),
          ),
          texts: share(found.map((each) => each.length > 0)),
        };
      };
      const tuned = await recall(samples);
      const untouched = await recall(fresh);
      let alarms: string[][] = [];
      let fastestMs = Number.POSITIVE_INFINITY;
      for (let round = 0; round < rounds; round += 1) {
        const startedMs = performance.now();
        alarms = await search(ordinary);
        fastestMs = Math.min(fastestMs, performance.now() - startedMs);
      }
      const label = nameOf(name);
      print({ name: `detection_recall_secrets_${label}`, value: tuned.secrets, unit: '%' });
      print({ name: `detection_recall_texts_${label}`, value: tuned.texts, unit: '%' });
      print({ name: `detection_fresh_recall_secrets_${label}`, value: untouched.secrets, unit: '%' });
      print({ name: `detection_fresh_recall_texts_${label}`, value: untouched.texts, unit: '%' });
      print({ name: `detection_false_alarms_${label}`, value: alarms.flat().length, unit: 'count' });
      print({
        name: `detection_false_alarm_texts_${label}`,
        value: share(alarms.map((each) => each.length > 0)),
        unit: '%',
      });
      print({ name: `detection_speed_${label}`, value: megabytes / (fastestMs / 1_000), unit: 'MB/s' });
    }
  },
};
