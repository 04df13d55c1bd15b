import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asksFor, isYes, wishIn } from '../../../src/agent/wishes/wish.ts';
import { loadWorkflows } from '../../../src/planner/workflow-file/workflow-file.ts';
import { createProxmoxTask } from '../../../src/workflow/steps/proxmox-task.ts';
import { readBook } from '../../book/book.ts';

const handler = createProxmoxTask({ proxmoxOf: () => undefined as never, pastDurations: () => [] });
const workflows = loadWorkflows(
  join(import.meta.dirname, '../../../workflows'),
  new Map([[handler.type, handler]]),
);
const asks = (text: string, name: string): boolean => {
  const workflow = workflows.get(name);
  if (workflow === undefined) throw new Error(`no workflow ${name}`);
  return asksFor(workflow, text, wishIn(text));
};

describe('what a person asks to have changed', () => {
  const turns = readBook().flatMap(({ name, turns }) => turns.map((turn) => ({ name, ...turn })));
  const proposed = turns
    .filter(({ expect: { kind } }) => kind === 'proposed')
    // An answer to a question, and a correction, go on with the wish before.
    .filter(({ say, model }) => model?.length !== 0 && !say.startsWith('no, '));
  const answered = turns.filter(({ expect: { kind }, model }) => kind === 'answered' && model !== undefined);

  it.each(proposed)('is asked for by "$say"', ({ say, expect: { workflow = '' } }) => {
    expect(asks(say, workflow)).toBe(true);
  });

  it('is not what another word of the same request would do', () => {
    expect(asks('please have paperless restarted, it hangs', 'stop-guest')).toBe(false);
    expect(asks('please have paperless restarted, it hangs', 'roll-back-guest')).toBe(false);
    expect(asks('delete the snapshot before-upgrade of paperless', 'roll-back-guest')).toBe(false);
    expect(asks('make a snapshot of paperless', 'delete-snapshot')).toBe(false);
    expect(asks('make a snapshot of paperless', 'cycle-guest')).toBe(false);
    expect(asks('starte paperless neu', 'start-guest')).toBe(false);
  });

  it('is nothing where a question is asked', () => {
    const questions = answered
      .map(({ say }) => say)
      .filter((say) => wishIn(say).actions.size > 0)
      // Asked for on a condition, a plan, or something said while looking: a change may follow.
      .filter((say) => !/^(restart paperless only if|plan|please)/.test(say));
    expect(questions).toEqual([]);
    for (const question of [
      'should I restart paperless?',
      'what happens when I stop immich',
      'why did paperless restart tonight',
      'wie starte ich paperless neu?',
      '¿debo reiniciar paperless?',
      'faut-il redémarrer paperless ?',
      'moet ik paperless herstarten?',
    ])
      expect(wishIn(question).actions, question).toEqual(new Set());
  });

  it('is a wish though it is put as a polite question', () => {
    for (const wish of [
      'can you restart paperless?',
      'would you please reboot paperless?',
      'kannst du paperless neu starten?',
      '¿puedes reiniciar paperless?',
      'peux-tu redémarrer paperless ?',
      'kun je paperless herstarten?',
    ])
      expect(asks(wish, 'restart-guest'), wish).toBe(true);
  });

  it('names a workflow without guests by its own words', () => {
    const rotate = { name: 'rotate-logs', title: 'Rotate the logs of the proxy', steps: [] };
    expect(asksFor(rotate, 'please rotate the proxy logs', wishIn('please rotate the proxy logs'))).toBe(
      true,
    );
    expect(asksFor(rotate, 'please buy a disk', wishIn('please buy a disk'))).toBe(false);
    expect(asksFor(rotate, 'why are the logs so long', wishIn('why are the logs so long'))).toBe(false);
  });

  it('is agreed to by a bare yes, and by nothing that only begins with one', () => {
    for (const word of [
      'yes',
      'Yes, please!',
      'ja',
      'Ja bitte',
      'sí',
      'oui',
      "d'accord",
      'ja graag',
      'do it',
    ])
      expect(isYes(word), word).toBe(true);
    for (const word of ['yes but not immich', 'no', 'jaeger', 'yesterday', 'nein'])
      expect(isYes(word), word).toBe(false);
  });
});
