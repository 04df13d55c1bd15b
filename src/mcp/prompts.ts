import { z } from 'zod';

/** A usual job, as a client offers it to its person. */
export interface UsualJob {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Readonly<Record<string, z.ZodType<string | undefined>>>;
  text(input: Readonly<Record<string, string | undefined>>): string;
}

/** The usual jobs. */
export const usualJobs: readonly UsualJob[] = [
  {
    name: 'what_is_wrong',
    title: 'What is wrong in the homelab?',
    description: 'Everything that is wrong or not known now, and what to do about it first.',
    input: {},
    text: () =>
      'What is wrong in my homelab now, and what should be done about it first? Look it up with get_inventory and process_any_task.',
  },
  {
    name: 'plan_storage_expansion',
    title: 'Plan a storage expansion',
    description: 'Whether a pool needs more space, what to buy, and the workflow for it.',
    input: { pool: z.string().max(60).describe('Name of the pool, e.g. tank') },
    text: ({ pool = 'the fullest pool' }) =>
      `Plan how ${pool} gets more space: how full it is and since when, which disk fits, what it costs and saves, and which workflow does it. Look at get_inventory and get_roi first.`,
  },
  {
    name: 'explain_last_run',
    title: 'Explain the last change',
    description: 'What the last change did, why, who approved it, and whether it worked.',
    input: { name: z.string().max(100).optional().describe('About what, e.g. a guest') },
    text: ({ name }) =>
      `Explain the last change${name === undefined ? '' : ` of ${name}`} that Homelab Steward made: what it did, who asked for it and approved it, what was confirmed, and what is left to do. Look at get_runs.`,
  },
];
