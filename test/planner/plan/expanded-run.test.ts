// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what workflow files hold
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyInventory } from '../../../src/core/inventory.ts';
import { makePlan } from '../../../src/planner/plan/make-plan.ts';
import { checkWorkflow } from '../../../src/planner/workflow-file/check-workflow.ts';
import { stepTypesOf } from '../../../src/planner/workflow-file/step-types.ts';
import { loadWorkflows, workflowNamed } from '../../../src/planner/workflow-file/workflow-file.ts';
import { createProxmoxTask } from '../../../src/workflow/steps/proxmox-task.ts';
import { alice, createTestEngine } from '../../support/engine.ts';
import { paperless } from '../../support/fake-proxmox.ts';
import { fileWith } from '../support.ts';

it('a plan of loops, sub-workflows and conditions is carried out like any other', async () => {
  const engine = await createTestEngine();
  const handler = createProxmoxTask({ proxmoxOf: () => engine.proxmox, pastDurations: () => [] });
  const handlers = new Map([[handler.type, handler]]);
  const workflows = loadWorkflows(join(import.meta.dirname, '../../../workflows'), handlers);
  const { workflow, problems } = checkWorkflow(
    'f.yaml',
    fileWith(
      '    - { name: keep, type: workflow, workflow: snapshot-guest, forEach: [{ one: "${schema.spec.names}" }], with: { guest: "${schema.spec.guest}", snapshot: "${one}" } }\n' +
        '    - { name: stop, type: proxmox-task, action: guest.shutdown, guest: "${schema.spec.guest}", timeoutSeconds: 60, force: false, dependencies: [keep], timeout: 10m }\n' +
        '    - { name: again, type: proxmox-task, action: guest.start, guest: "${schema.spec.guest}", includeWhen: ["${stop.status.phase == \'Succeeded\'}"] }\n' +
        '    - { name: never, type: proxmox-task, action: guest.snapshot, guest: "${schema.spec.guest}", snapshot: third, description: x, dependencies: [again], includeWhen: ["${stop.status.phase == \'Skipped\'}"] }\n',
      ' guest: string, names: "[]string" ',
    ),
    stepTypesOf(handlers.values()),
  );
  expect(problems).toEqual([]);
  if (workflow === undefined) throw new Error('no workflow');
  const planned = await makePlan(
    workflow,
    { guest: paperless.ref, names: ['first', 'second'] },
    { inventory: emptyInventory(engine.clock.now()), clock: engine.clock, handlers, workflows },
  );
  if (planned.kind !== 'plan') throw new Error(planned.statement);
  // A run is refused when its file is not the one that was planned, so it goes by the name of one that is there.
  const known = workflowNamed(workflows, 'snapshot-guest');
  const taken = engine.life.approvals.request({
    plan: { ...planned.plan, workflow: known.name, workflowDigest: known.digest },
    requester: { channel: 'assist', person: alice },
    requestText: 'please',
  });
  if (taken.kind !== 'taken') throw new Error(taken.reason);
  engine.approve(taken.approval);
  await engine.finishRuns();
  const [run] = engine.life.runner.list(1);
  expect(run?.result).toBeTruthy();
  expect(run?.state).toBe('succeeded');
  expect(run?.steps.map(({ id, state }) => [id, state])).toEqual([
    ['keep[0]/snapshot', 'done'],
    ['keep[1]/snapshot', 'done'],
    ['stop', 'done'],
    ['again', 'done'],
    ['never', 'skipped'],
  ]);
  expect(engine.proxmox.writes.map(({ action }) => action)).toEqual([
    'guest.snapshot',
    'guest.snapshot',
    'guest.shutdown',
    'guest.start',
  ]);
});
