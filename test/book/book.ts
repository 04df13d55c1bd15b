import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { TaskOutcome } from '../../src/agent/task.ts';

const json = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** What the scripted model does in one of its answers. */
const act = z.union([
  /** Looks something up, by its name in the inventory. */
  z.strictObject({ look: z.string() }),
  /** Asks for a change. */
  z.strictObject({ propose: z.string(), parameters: json }),
  /** Drafts a workflow file. */
  z.strictObject({ draft: z.string() }),
  /** Says what would be needed. */
  z.strictObject({ missing: z.string() }),
  /** Calls anything else, whether there is such a tool or not. */
  z.strictObject({ call: z.string(), arguments: json }),
  /** Says something, so many times, and fails thereafter if it is to. */
  z.strictObject({ text: z.string(), times: z.int().positive().default(1), fails: z.string().optional() }),
  z.strictObject({ fails: z.enum(['model.unreachable', 'model.timeout', 'model.cut-off']) }),
]);

const outcomes = ['answered', 'proposed', 'drafted', 'impossible', 'asked', 'no-model', 'failed'] as const;
outcomes satisfies readonly TaskOutcome['kind'][];

const expectation = z.strictObject({
  /** `sentence`: no model was asked; `delegate`: left to the house; `any`: any end of a turn in free words. */
  kind: z.enum([...outcomes, 'sentence', 'delegate', 'any']).default('answered'),
  /** The workflow of the request that waits, its guest by name, and other parameters of it. */
  workflow: z.string().optional(),
  guest: z.string().optional(),
  parameters: json.default({}),
  /** How many requests of this conversation wait afterwards. */
  requests: z.int().nonnegative().optional(),
  /** Objects, by name, that the answer rests on. */
  looked: z.array(z.string()).default([]),
  says: z.array(z.string()).default([]),
  never: z.array(z.string()).default([]),
  /** The most characters that may be said. */
  most: z.int().positive().optional(),
});

const turn = z.strictObject({
  say: z.string(),
  /** Absent: no model may be asked. */
  model: z.array(act).optional(),
  expect: expectation,
});

const conversation = z.strictObject({
  name: z.string(),
  language: z.enum(['en', 'de', 'es', 'fr', 'nl']).default('en'),
  channel: z.enum(['assist', 'panel', 'wyoming']).default('assist'),
  turns: z.array(turn).nonempty(),
});

/** One act of the scripted model. */
export type ModelAct = z.infer<typeof act>;
/** What is said, what the model does then, and how it has to end. */
export type BookTurn = z.infer<typeof turn>;
/** A conversation of the book. */
export type BookConversation = z.infer<typeof conversation>;

/** All conversations of the book. A file that is not as it should be is refused with its name and the place. */
export const readBook = (folder = import.meta.dirname): readonly BookConversation[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const read = z.array(conversation).safeParse(parse(readFileSync(join(folder, file), 'utf8')));
      if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
      return read.data;
    });
