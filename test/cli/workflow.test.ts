import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workflow } from '../../src/cli/commands/workflow.ts';
import { silentLog } from '../../src/core/log.ts';
import { startControlServer } from '../../src/http/control/control-server.ts';
import { controlSocketName } from '../../src/http/control/socket-name.ts';
import { createProposer } from '../../src/planner/proposer.ts';
import { createWorkflowDesk } from '../../src/planner/workflow-desk.ts';
import type { Workflow } from '../../src/planner/workflow-file/workflow.ts';
import { createLamps, fileWith, handlersOf } from '../planner/support.ts';
import { createFakeInventory, inventoryOf } from '../support/inventory.ts';
import { noModels } from '../support/no-models.ts';
import { createSmallEngine, type SmallEngine } from '../support/small-engine.ts';
import { createSmallSystem } from '../support/small-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/** Runs `steward workflow` as the program does. */
const steward = async (words: string, given: Record<string, unknown> = {}) => {
  const lines: string[] = [];
  const code = await workflow.run({
    positionals: words.split(' ').filter(Boolean),
    values: given,
    isJson: given['json'] === true,
    print: (line) => lines.push(line),
  });
  return { code, text: lines.join('\n') };
};

describe('steward workflow, without a running Steward', () => {
  it('prints the JSON Schema', async () => {
    const { code, text } = await steward('schema');
    expect(code).toBe(0);
    expect(JSON.parse(text)).toEqual(
      JSON.parse(readFileSync(join(root, 'docs/reference/workflow.schema.json'), 'utf8')),
    );
  });

  it('finds nothing wrong with the files of the first homelab', async () => {
    const files = ['storage-expansion-workflow', 'homelab-service-template'].map((name) =>
      join(root, `workflows/examples/${name}.yaml`),
    );
    expect(await steward(`lint ${files.join(' ')}`)).toEqual({
      code: 0,
      text: files.map((file) => `${file}: ok`).join('\n'),
    });
  });

  it('tells all that is wrong with a file, each with its place and mend', async () => {
    const file = join(temporaryFolder(), 'wrong.yaml');
    writeFileSync(
      file,
      fileWith(
        '    - { name: a, type: proxmox-taks }\n    - { name: b, type: workflow, workflow: start-gest }\n',
        '',
        'wrong',
      ),
    );
    const { code, text } = await steward(`lint ${file}`);
    expect(code).toBe(1);
    expect(text).toMatch(/wrong\.yaml:9:24: .*Did you mean proxmox-task\?/);
    writeFileSync(file, fileWith('    - { name: b, type: workflow, workflow: start-gest }\n', '', 'wrong'));
    expect((await steward(`lint ${file}`)).text).toMatch(/:9:\d+: .*start-gest.*Did you mean start-guest\?/);
    expect(JSON.parse((await steward(`lint ${file}`, { json: true })).text)).toMatchObject({
      code: 'workflow.sub-workflow',
      line: 9,
    });
  });

  it('says how it is used', async () => {
    await expect(steward('')).rejects.toMatchObject({ code: 'cli.usage' });
    await expect(steward('burn x')).rejects.toMatchObject({ code: 'cli.usage' });
    await expect(steward('lint')).rejects.toMatchObject({ code: 'cli.usage' });
    await expect(steward('lint /nowhere.yaml')).rejects.toMatchObject({
      message: 'There is no file /nowhere.yaml.',
    });
  });
});

describe('steward workflow, with a running Steward', () => {
  let engine: SmallEngine;
  let close: () => Promise<void>;
  let folder: string;
  let workflows: Map<string, Workflow>;
  const unused = () => {
    throw new Error('not asked for here');
  };

  beforeEach(async () => {
    engine = await createSmallEngine(createSmallSystem({ a: 'old' }));
    folder = temporaryFolder();
    vi.stubEnv('STEWARD_DATA', folder);
    const { approvals, runner, store } = engine.life;
    const inventory = createFakeInventory(inventoryOf([], engine.clock.now()));
    const handlers = handlersOf(createLamps());
    workflows = new Map();
    const proposer = createProposer({ workflows, handlers, inventory, approvals, clock: engine.clock });
    const server = await startControlServer(join(folder, controlSocketName), {
      approvals,
      runner,
      journal: store.journal,
      approvers: () => [],
      enrolment: { enrolAtMachine: unused },
      killSwitch: { stop: unused },
      proposer,
      workflowDesk: createWorkflowDesk({
        workflows,
        handlers,
        proposer,
        userFolder: folder,
        planning: () => ({
          inventory: inventory.current(),
          clock: engine.clock,
          handlers,
          workflows,
          systems: new Set(['lamps']),
        }),
      }),
      conversation: { handle: unused },
      inventory: unused,
      overview: unused,
      personOf: unused,
      copyDatabase: unused,
      pairingCode: unused,
      languageModels: noModels,
      log: silentLog,
    });
    close = server.close;
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await close();
  });

  const write = (steps: string, name = 'mine'): string => {
    const file = join(temporaryFolder(), 'mine.yaml');
    writeFileSync(file, fileWith(steps, ' where: "string | default=porch" ', name));
    return file;
  };
  const lamp = '    - { name: a, type: lamp, lamp: "$' + '{schema.spec.where}" }\n';

  it('shows the plan, and exits with an error when it is not possible here', async () => {
    const { code, text } = await steward(`plan ${write(lamp)}`, { set: ['where=desk'] });
    expect(code).toBe(0);
    expect(text).toMatch(/^mine: possible here/);
    expect(text).toContain('+++ lamps:home/guest/desk (desk)');
    expect(text).toContain('I would switch desk on.');
    const missing = await steward(
      `plan ${write(`${lamp}    - { name: b, type: kubernetes-task, actions: [x] }\n`)}`,
    );
    expect(missing.code).toBe(1);
    expect(missing.text).toMatch(/^mine: not possible here\nKubernetes is missing \(needed by b\)\./);
    expect(missing.text).toContain('! b: not possible here. Kubernetes is missing');
    await expect(steward(`plan ${write(lamp)}`, { set: ['were=desk'] })).rejects.toMatchObject({
      message: expect.stringContaining('were is not a parameter'),
    });
  });

  it('asks for approval, keeps the file, and never runs by itself', async () => {
    const { code, text } = await steward(`run ${write(lamp)}`, { detach: true });
    expect(code).toBe(0);
    expect(text).toMatch(/: asked for: Switch porch on$/);
    const [approval] = engine.life.approvals.list({ limit: 10 });
    expect(approval).toMatchObject({ state: 'requested', requester: { channel: 'cli' } });
    expect(engine.life.runner.list(10)).toEqual([]);
    expect(workflows.get('mine')?.file).toBe(join(folder, 'mine.yaml'));
    expect(existsSync(join(folder, 'mine.yaml'))).toBe(true);
    expect((await steward(`run ${write(lamp)}`, { detach: true })).text).toMatch(/waits already/);
    const other = write(lamp.replace('name: a', 'name: b'));
    await expect(steward(`run ${other}`, { detach: true })).rejects.toMatchObject({
      message: expect.stringContaining('another workflow of the name mine'),
    });
    expect((await steward(`run ${other}`, { detach: true, replace: true })).code).toBe(0);
  });

  it('follows a request to its end', async () => {
    const following = steward(`run ${write(lamp)}`);
    await vi.waitFor(() => expect(engine.life.approvals.list({ limit: 1 })).toHaveLength(1));
    const [approval] = engine.life.approvals.list({ limit: 1 });
    engine.life.approvals.deny(approval?.id ?? '', {
      userId: 'alice',
      channel: 'panel',
      device: 'panel',
      planDigest: approval?.planDigest ?? '',
    });
    const { code, text } = await following;
    expect(code).toBe(1);
    expect(text).toMatch(/denied/);
  });

  it('refuses what is not possible, and has nothing to ask for when all is so already', async () => {
    const file = write('    - { name: b, type: kubernetes-task, actions: [x] }\n');
    await expect(steward(`run ${file}`)).rejects.toMatchObject({
      message: expect.stringContaining('Kubernetes is missing'),
    });
    const done = write('    - { name: a, type: lamp, lamp: hall }\n', 'done');
    expect(await steward(`run ${done}`)).toEqual({ code: 0, text: 'hall is on already.' });
  });
});
