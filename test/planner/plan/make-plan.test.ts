// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what workflow files hold
import { describe, expect, it } from 'vitest';
import { emptyInventory } from '../../../src/core/inventory.ts';
import { isChange, type Plan, planDigest } from '../../../src/core/plan.ts';
import { makePlan, type PlanningDeps } from '../../../src/planner/plan/make-plan.ts';
import { planDiff } from '../../../src/planner/plan/plan-diff.ts';
import { planText } from '../../../src/planner/plan/plan-text.ts';
import type { ParameterValue } from '../../../src/planner/workflow-file/simple-schema.ts';
import { resolveFields } from '../../../src/workflow/expressions/resolve.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createLamps, fileWith, handlersOf, workflowOf } from '../support.ts';

const lamps = createLamps();
const deps: PlanningDeps = {
  inventory: emptyInventory(0),
  clock: createFakeClock(),
  handlers: handlersOf(lamps),
};

const plan = async (
  steps: string,
  declared = '',
  given: Record<string, ParameterValue> = {},
  more: Partial<PlanningDeps> = {},
): Promise<Plan> => {
  const planned = await makePlan(workflowOf(fileWith(steps, declared)), given, { ...deps, ...more });
  if (planned.kind !== 'plan') throw new Error(planned.statement);
  return planned.plan;
};

const ids = ({ steps }: Plan): string[] => steps.map(({ id }) => id);

describe('a plan', () => {
  it('fills in parameters: alone they keep their type, within text they are text', async () => {
    const { steps, parameters } = await plan(
      '    - { name: a, type: lamp, lamp: "${schema.spec.where}", brightness: "${schema.spec.much * 2}" }\n' +
        '    - { name: b, type: look, at: "${schema.spec.where} at ${schema.spec.much}%" }\n',
      ' where: string, much: "integer | default=20" ',
      { where: 'porch' },
    );
    expect(parameters).toEqual({ where: 'porch', much: 20 });
    expect(steps[0]?.fields).toEqual({ lamp: 'porch', brightness: 40, to: 'on' });
    expect(steps[1]?.fields['at']).toBe('porch at 20%');
  });

  it('leaves what needs outputs for the run, with parameters written into it', async () => {
    const { steps } = await plan(
      '    - { name: look-up, type: look }\n' +
        '    - { name: b, type: look, at: "${lookUp.status.outputs.lux > schema.spec.least ? schema.spec.word : \'dark\'}" }\n',
      ' least: "integer | default=3", word: string ',
      { word: "it's bright" },
    );
    const [, last] = steps;
    expect(last?.fields['at']).toBe("${lookUp.status.outputs.lux > 3 ? \"it's bright\" : 'dark'}");
    expect(last?.dependsOn).toEqual(['look-up']);
    expect(resolveFields(last?.fields ?? {}, { 'look-up': { lux: 5 } })).toEqual({ at: "it's bright" });
  });

  it('keeps the brackets of an expression that it writes parameters into', async () => {
    const { steps } = await plan(
      '    - { name: a, type: look }\n    - { name: b, type: look, atLeast: "${10 - (a.status.outputs.lux - schema.spec.n)}" }\n',
      ' n: integer ',
      { n: -2 },
    );
    expect(steps[1]?.fields['atLeast']).toBe('${10 - (a.status.outputs.lux - (-2))}');
    expect(resolveFields(steps[1]?.fields ?? {}, { a: { lux: 5 } })).toEqual({ atLeast: 3 });
  });

  it('leaves out steps whose condition is not met, and what waits for them waits for what they waited for', async () => {
    const made = await plan(
      '    - { name: a, type: lamp, lamp: porch }\n' +
        '    - { name: b, type: lamp, lamp: desk, dependencies: [a], includeWhen: ["${schema.spec.both}"] }\n' +
        '    - { name: c, type: look, dependencies: [b] }\n',
      ' both: "boolean | default=false" ',
    );
    expect(ids(made)).toEqual(['a', 'c']);
    expect(made.skipped).toEqual([{ id: 'b', reason: 'Its condition is not met: ${schema.spec.both}.' }]);
    expect(made.steps[1]?.dependsOn).toEqual(['a']);
  });

  it('has the condition that only the run can decide, also of a change, and success conditions of its own', async () => {
    const { steps } = await plan(
      '    - { name: a, type: look, readyWhen: ["${a.status.outputs.lux >= schema.spec.n}"] }\n' +
        '    - { name: b, type: lamp, lamp: desk, includeWhen: ["${schema.spec.n > 1}", "${a.status.outputs.lux < 10}"] }\n',
      ' n: "integer | default=2" ',
    );
    expect(steps[0]?.readyWhen).toEqual(['a.status.outputs.lux >= 2']);
    expect(steps[1]?.condition).toBe('a.status.outputs.lux < 10');
    expect(steps[1]?.dependsOn).toEqual(['a']);
  });

  it('says whether an optional parameter was given', async () => {
    const steps =
      '    - { name: a, type: look }\n    - { name: b, type: look, at: "${has(schema.spec.x) ? schema.spec.?x.orValue(\'\') : a.status.phase}" }\n';
    expect((await plan(steps, ' x: "string | required=false" ')).steps[1]?.fields['at']).toBe(
      "${false ? optional.none().orValue('') : a.status.phase}",
    );
    const given = await plan(steps, ' x: "string | required=false" ', { x: 'y' });
    expect(resolveFields(given.steps[1]?.fields ?? {}, { a: {} })).toEqual({ at: 'y' });
  });

  it('repeats a step for each element, and for each combination of several lists', async () => {
    const made = await plan(
      '    - { name: a, type: lamp, lamp: "${where}", forEach: [{ where: "${schema.spec.lamps}" }] }\n' +
        '    - { name: b, type: look, at: "${x}${y}", forEach: [{ x: "${[1, 2]}" }, { y: "${[\'a\', \'b\']}" }] }\n' +
        '    - { name: c, type: look, lamps: "${a.map(each, each.status.phase)}" }\n',
      ' lamps: "[]string" ',
      { lamps: ['porch', 'desk'] },
    );
    expect(ids(made)).toEqual(['a[0]', 'a[1]', 'b[0]', 'b[1]', 'b[2]', 'b[3]', 'c']);
    expect(made.steps.slice(2, 6).map(({ fields }) => fields['at'])).toEqual(['1a', '1b', '2a', '2b']);
    expect(made.steps[6]?.dependsOn).toEqual(['a[0]', 'a[1]']);
    expect(resolveFields(made.steps[6]?.fields ?? {}, { 'a[0]': {}, 'a[1]': {} })).toEqual({
      lamps: ['Succeeded', 'Succeeded'],
    });
    const none = await plan(
      '    - { name: z, type: look }\n    - { name: a, type: lamp, lamp: "${w}", dependencies: [z], forEach: [{ w: "${schema.spec.l}" }] }\n    - { name: c, type: look, dependencies: [a] }\n',
      ' l: "[]string | default=[]" ',
    );
    expect(none.steps[1]?.dependsOn).toEqual(['z']);
  });

  it('puts a sub-workflow in the place of its step, with parameters, conditions and dependencies', async () => {
    const inner = workflowOf(
      fileWith(
        '    - { name: on, type: lamp, lamp: "${schema.spec.where}" }\n    - { name: see, type: look, at: "${on.status.phase}" }\n',
        ' where: string ',
        'inner',
      ),
    );
    const made = await plan(
      '    - { name: first, type: look }\n' +
        '    - { name: both, type: workflow, workflow: inner, with: { where: "${w}" }, forEach: [{ w: "${schema.spec.l}" }], dependencies: [first], includeWhen: ["${first.status.outputs.lux < 9}"] }\n' +
        '    - { name: last, type: look, dependencies: [both] }\n',
      ' l: "[]string" ',
      { l: ['porch', 'desk'] },
      { workflows: new Map([['inner', inner]]) },
    );
    expect(ids(made)).toEqual(['first', 'both[0]/on', 'both[0]/see', 'both[1]/on', 'both[1]/see', 'last']);
    expect(made.steps[1]).toMatchObject({
      dependsOn: ['first'],
      condition: 'first.status.outputs.lux < 9',
      fields: { lamp: 'porch' },
    });
    expect(made.steps[2]?.fields['at']).toBe('${both_0__on.status.phase}');
    expect(resolveFields(made.steps[2]?.fields ?? {}, { 'both[0]/on': {} })).toEqual({ at: 'Succeeded' });
    expect(made.steps[5]?.dependsOn).toEqual(['both[0]/on', 'both[0]/see', 'both[1]/on', 'both[1]/see']);
  });

  it('plans each step against what those before it leave, and says what is so already', async () => {
    const made = await plan(
      '    - { name: a, type: lamp, lamp: hall, to: "off" }\n' +
        '    - { name: b, type: lamp, lamp: hall, to: "on", dependencies: [a] }\n' +
        '    - { name: c, type: lamp, lamp: hall, to: "on", dependencies: [b] }\n',
    );
    expect(ids(made)).toEqual(['a', 'b']);
    expect(made.skipped).toEqual([{ id: 'c', reason: 'hall is on already.' }]);
    expect(made.steps[1]?.differences[0]).toMatchObject({ before: 'off', after: 'on' });
    const planned = await makePlan(
      workflowOf(fileWith('    - { name: a, type: lamp, lamp: hall }\n')),
      {},
      deps,
    );
    expect(planned).toEqual({ kind: 'already-so', statement: 'hall is on already.' });
  });

  it('takes time limits, retries and the way to undo from the file', async () => {
    const { steps } = await plan(
      '    - { name: a, type: lamp, lamp: porch, timeout: 1h30m, retries: { attempts: 3, delay: 10s, on: [retry, auth] }, undo: none }\n' +
        '    - { name: b, type: lamp, lamp: desk, undo: { lamp: hall, to: "off" } }\n' +
        '    - { name: c, type: lamp, lamp: hall, to: "off", retries: { attempts: 2 } }\n',
    );
    expect(steps[0]).toMatchObject({
      timeoutMs: 5_400_000,
      retry: { attempts: 3, delayMs: 10_000, on: ['retry', 'auth'] },
      compensation: null,
      undo: null,
    });
    expect(steps[1]?.compensation).toMatchObject({
      title: 'Switch hall off',
      effect: { ref: 'lamps:home/guest/hall', parameters: { to: 'off' } },
    });
    expect(steps[2]).toMatchObject({
      retry: { attempts: 2, delayMs: 5_000, on: ['retry'] },
      compensation: { title: 'Switch hall on again' },
    });
  });

  it("has one page for each object that it changes and those that the file names, and the author's words", async () => {
    const text = fileWith(
      '    - { name: a, type: lamp, lamp: porch }\n',
      ' page: "string | default=lamps" ',
    ).replace(
      'spec:\n  schema',
      'spec:\n  documentation:\n    pages: ["docs/${schema.spec.page}.md"]\n    text: Lamps are on the east side.\n  schema',
    );
    const planned = await makePlan(workflowOf(text), {}, deps);
    expect(planned).toMatchObject({
      plan: {
        documentationPages: ['docs/infrastructure/guests/porch.md', 'docs/lamps.md'],
        documentationText: 'Lamps are on the east side.',
      },
    });
  });

  it('is refused before anything is observed when a system is missing, which is named with its steps', async () => {
    const { handlers } = deps;
    const asked: string[] = [];
    const lamp = handlers.get('lamp');
    if (lamp === undefined) throw new Error('no lamp');
    const watched = new Map(handlers).set('lamp', {
      ...lamp,
      plan: (template, planning) => {
        asked.push(template.name);
        return lamp.plan(template, planning);
      },
    });
    const steps =
      '    - { name: a, type: lamp, lamp: porch }\n    - { name: b, type: kubernetes-task, actions: [x] }\n    - { name: c, type: look, needs: [grafana] }\n';
    await expect(
      plan(steps, '', {}, { handlers: watched, systems: new Set(['lamps']) }),
    ).rejects.toMatchObject({
      code: 'plan.missing-system',
      message: expect.stringMatching(
        /Kubernetes is missing \(needed by b\); Grafana is missing \(needed by c\)/,
      ),
      fields: { kubernetes: expect.stringContaining('cannot change Kubernetes yet') },
    });
    expect(asked).toEqual([]);
  });

  it('does not grow without end', async () => {
    const steps =
      '    - { name: a, type: look, forEach: [{ x: "${schema.spec.l}" }, { y: "${schema.spec.l}" }] }\n';
    const list = Array.from({ length: 20 }, (_, index) => `l${index}`);
    await expect(plan(steps, ' l: "[]string" ', { l: list })).rejects.toMatchObject({
      code: 'workflow.too-many-steps',
    });
  });

  it('has the same digest for the same homelab, and is told and shown in plain words', async () => {
    const steps =
      '    - { name: a, type: lamp, lamp: porch }\n    - { name: b, type: look, dependencies: [a] }\n    - { name: c, type: lamp, lamp: hall, undo: none, to: "off" }\n    - { name: d, type: lamp, lamp: hall, to: "off", dependencies: [c] }\n';
    const made = await plan(steps);
    expect(planDigest(await plan(steps))).toBe(planDigest(made));
    expect(planText(made)).toBe(
      'I would switch porch on and switch hall off. It affects everybody near porch and everybody near hall. It cannot be undone: switch hall off. It takes an estimated 2 seconds. 1 of its steps is left out.',
    );
    expect(planDiff(made)).toBe(
      [
        '--- lamps:home/guest/porch (porch)',
        '+++ lamps:home/guest/porch (porch)',
        '@@ a: Switch porch on @@',
        '- status: off',
        '+ status: on',
        '  undo: Switch porch off again',
        '  # b: Look at b',
        '--- lamps:home/guest/hall (hall)',
        '+++ lamps:home/guest/hall (hall)',
        '@@ c: Switch hall off @@',
        '- status: on',
        '+ status: off',
        '  undo: not possible',
        '  # d is left out: hall is off already.',
      ].join('\n'),
    );
    expect(made.steps.filter(isChange)).toHaveLength(2);
  });
});
