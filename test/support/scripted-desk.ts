import type { FreeTask, TaskDesk, TaskPart } from '../../src/agent/task.ts';
import { type Clock, delay } from '../../src/core/clock.ts';

/** A part of an answer, or so many milliseconds of nothing. */
export type ScriptedPart = TaskPart | number;

/** A task desk that says what a test wrote down, and keeps what it was asked. */
export interface ScriptedDesk extends TaskDesk {
  readonly asked: FreeTask[];
  /** How many tasks were given up by whoever asked. */
  cancelled(): number;
  /** Whether a model could be asked. */
  isAble: boolean;
  /** The answer to the next tasks. */
  answer: readonly ScriptedPart[] | ((task: FreeTask) => readonly ScriptedPart[]);
}

/** Makes the desk. */
export const createScriptedDesk = (clock: Clock): ScriptedDesk => {
  let cancelled = 0;
  const desk: ScriptedDesk = {
    asked: [],
    cancelled: () => cancelled,
    answer: [],
    isAble: true,
    canThink: () => desk.isAble,
    process: async function* (task, { signal }) {
      desk.asked.push(task);
      const script = typeof desk.answer === 'function' ? desk.answer(task) : desk.answer;
      let isOver = false;
      try {
        for (const part of script) {
          if (typeof part === 'number') {
            if (!(await delay(clock, part, signal))) return;
          } else {
            isOver = part.kind === 'done';
            yield part;
          }
        }
        isOver = true;
      } finally {
        if (!isOver || (signal.aborted && script.at(-1) === undefined)) cancelled += 1;
      }
    },
  };
  return desk;
};

/** An answer of these words. */
export const saying = (...texts: readonly string[]): readonly TaskPart[] => [
  ...texts.map((text) => ({ kind: 'text', text }) as const),
  { kind: 'done', speech: texts.join(''), outcome: { kind: 'answered', evidence: [] } },
];
