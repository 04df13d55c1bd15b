import { createPipeline, runPipeline } from '../lab/support/assist.ts';
import { startWholeHouse } from '../lab/support/whole-house.ts';
import { type Bench, quantile } from './measure.ts';
import { productionEnvironment } from './steward-setup.ts';

const warmUpTurns = 10;
const turns = 200;

/** What is asked of whom, one after the other in every round. */
const askers = {
  /** Home Assistant's own agent, about the house. */
  house: {
    engine: 'conversation.home_assistant',
    text: 'is the kitchen light on?',
    answer: /\b(no|yes|on|off)\b/i,
  },
  /** Steward, about the homelab. */
  homelab: {
    engine: 'conversation.homelab_steward',
    text: 'is still-fawn ok?',
    answer: /still-fawn is online/,
  },
  /** Steward, about the house: it hands the question on to Home Assistant's own agent. */
  handed_on: {
    engine: 'conversation.homelab_steward',
    text: 'is the kitchen light on?',
    answer: /\b(no|yes|on|off)\b/i,
  },
} as const;

type Asker = keyof typeof askers;
const names = Object.keys(askers) as Asker[];

/**
 * A question through the real Assist pipeline, from the command on Home Assistant's WebSocket to the end of the run:
 * Steward's answers beside those of Home Assistant's own agent, in turns, in the same Home Assistant.
 */
export const question: Bench = {
  limitMs: 240_000,
  run: async (print) => {
    const house = await startWholeHouse({ environment: productionEnvironment });
    try {
      const owner = house.homeAssistant.owner();
      const pipelines = new Map<Asker, string>();
      for (const name of names)
        pipelines.set(name, await createPipeline(owner, { name, conversationEngine: askers[name].engine }));

      const samples: Record<Asker, number[]> = { house: [], homelab: [], handed_on: [] };
      for (let turn = -warmUpTurns; turn < turns; turn += 1)
        for (const name of names) {
          const { text, answer } = askers[name];
          const pipelineId = pipelines.get(name) ?? '';
          const before = performance.now();
          const { speech } = await runPipeline(owner, text, { pipelineId });
          const tookMs = performance.now() - before;
          if (!answer.test(speech)) throw new Error(`"${text}" was answered with "${speech}".`);
          if (turn >= 0) samples[name].push(tookMs);
        }

      for (const share of [0.5, 0.95]) {
        const percentile = `p${share * 100}`;
        const peer = {
          name: "Home Assistant's own agent",
          value: quantile(samples.house, share),
        };
        for (const name of ['homelab', 'handed_on'] as const) {
          const value = quantile(samples[name], share);
          print({ name: `question_${name}_${percentile}`, value, unit: 'ms', peer });
          print({
            name: `question_${name}_added_${percentile}`,
            value: value - peer.value,
            unit: 'ms',
            ...(share === 0.95 && name === 'homelab' ? { target: 20 } : {}),
          });
        }
      }
    } finally {
      await house.stop();
    }
  },
};
