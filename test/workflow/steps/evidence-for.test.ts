import { describe, expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import type { PlanStep } from '../../../src/core/plan.ts';
import type { Performed, StepHandler } from '../../../src/core/step.ts';
import { createEvidenceFor } from '../../../src/workflow/steps/evidence-for.ts';
import { changeStep, planOf, stepContext } from '../../support/plans.ts';

const check = (id: string, change: Partial<PlanStep> = {}): PlanStep => ({
  ...changeStep(id, 'ssh:still-fawn/device/nvme1n1', 'x'),
  type: 'system-check',
  kind: 'check',
  effect: null,
  dependsOn: ['buy'],
  ...change,
});
const buy = check('buy', { type: 'external-task', kind: 'person', dependsOn: [] });

const look = async (answers: Readonly<Record<string, Performed | Error>>, checks: readonly PlanStep[]) => {
  const handler = {
    type: 'system-check',
    perform: async (step: PlanStep) => {
      const answer = answers[step.id];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as StepHandler;
  const plan = planOf([buy, ...checks]);
  return createEvidenceFor(new Map([[handler.type, handler]]))(buy, stepContext(plan));
};

const seen: Performed = { kind: 'done', statement: 'nvme1n1 is there.', output: { disk: { serial: 'S6' } } };

describe('evidence for what a person does', () => {
  it('is what the check right behind the step sees', async () => {
    expect(await look({ disk: seen }, [check('disk')])).toEqual(seen);
  });

  it('is not there when a check only looks around, stands elsewhere, or is not known yet', async () => {
    const idle: Performed = { kind: 'done', statement: 'It was looked at.', output: { findings: [] } };
    expect(await look({ around: idle }, [check('around')])).toBeUndefined();
    expect(await look({ far: seen }, [check('far', { dependsOn: ['expand'] })])).toBeUndefined();
    // biome-ignore lint/suspicious/noTemplateCurlyInString: kro's own spelling of an expression
    const later = check('later', { fields: { device: '${buy.status.outputs.device}' } });
    expect(await look({ later: seen }, [later])).toBeUndefined();
  });

  it('needs every check that can see it', async () => {
    const absent: Performed = { kind: 'waiting', reason: 'The second disk is not there.' };
    expect(await look({ one: seen, two: absent }, [check('one'), check('two')])).toEqual(absent);
  });

  it('that cannot be looked for is said, and fails nothing', async () => {
    const error = new StewardError('The host key of still-fawn has changed.', {
      code: 'ssh.host-key',
      kind: 'terminal',
    });
    expect(await look({ disk: error }, [check('disk')])).toMatchObject({
      kind: 'waiting',
      attention: 'The host key of still-fawn has changed.',
    });
  });
});
