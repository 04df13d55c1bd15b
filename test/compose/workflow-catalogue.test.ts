import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { knownStepTypes, stepHandlersWithoutHomelab } from '../../src/compose/known-step-types.ts';
import { emptyInventory } from '../../src/core/inventory.ts';
import { makePlan } from '../../src/planner/plan/make-plan.ts';
import { impossibleBecause, previewPlan } from '../../src/planner/plan/preview-plan.ts';
import { checkFolders, workflowNamed } from '../../src/planner/workflow-file/workflow-file.ts';
import { workflowSchema } from '../../src/planner/workflow-file/workflow-schema.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const root = join(import.meta.dirname, '../..');
const folders = [join(root, 'workflows'), join(root, 'workflows/examples')];
const types = knownStepTypes();
const { workflows, problems } = checkFolders(folders, types);
const handlers = stepHandlersWithoutHomelab();
const deps = { inventory: emptyInventory(0), clock: createFakeClock(), handlers, workflows };

describe('every workflow file that Steward brings', () => {
  it('is without a mistake', () => {
    expect(problems).toEqual([]);
    expect(workflows.size).toBeGreaterThan(6);
  });

  it('is valid by the published JSON Schema, in the eyes of another validator', () => {
    // Comes with fastify.
    const { default: Ajv } = createRequire(import.meta.url)('ajv/dist/2020') as {
      default: new (
        options: object,
      ) => { compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown } };
    };
    const validate = new Ajv({ strict: false }).compile(workflowSchema(types));
    for (const folder of folders)
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml')))
        expect([file, validate(parse(readFileSync(join(folder, file), 'utf8'))), validate.errors]).toEqual([
          file,
          true,
          null,
        ]);
    const wrong = parse(readFileSync(join(root, 'workflows/restart-guest.yaml'), 'utf8'));
    wrong.spec.resources[0].gest = 'x';
    expect(validate(wrong)).toBe(false);
    wrong.spec.resources = [{ name: 'a', type: 'magic-task' }];
    expect(validate(wrong)).toBe(false);
  });
});

describe('a workflow for systems that a homelab does not have', () => {
  it('is refused before anything is observed, with each missing system and what needs it', async () => {
    const storage = workflowNamed(workflows, 'storage-expansion-workflow');
    await expect(
      makePlan(storage, {}, { ...deps, systems: new Set(['proxmox', 'ssh']) }),
    ).rejects.toMatchObject({
      code: 'plan.missing-system',
      message: expect.stringContaining('Kubernetes is missing (needed by k3s-storage-update)'),
      mend: expect.stringContaining('cannot change Kubernetes yet'),
    });
    await expect(makePlan(storage, {}, { ...deps, systems: new Set(['proxmox']) })).rejects.toMatchObject({
      fields: {
        ssh: expect.stringMatching(/zfs-pool-expansion.*option `hosts`/),
        kubernetes: expect.stringContaining('k3s-storage-update'),
      },
    });
  });

  it('shows its plan all the same, with the steps that are not possible here', async () => {
    const preview = await previewPlan(
      workflowNamed(workflows, 'homelab-service-template'),
      { service_name: 'paperless' },
      { ...deps, systems: new Set(['proxmox']) },
    );
    expect(preview.isPossible).toBe(false);
    expect(preview.missing.map(({ system, steps }) => [system, steps])).toEqual([
      ['opnsense', ['dns-entry']],
      ['kubernetes', ['k3s-deployment', 'traefik-ingress']],
      ['grafana', ['grafana-alerts']],
      ['uptime-kuma', ['uptime-kuma-backup']],
      ['language-model', ['ai-service-config']],
    ]);
    expect(
      preview.parts.map((part) => [part.kind, part.kind === 'impossible' ? part.id : part.step.id]),
    ).toEqual([
      ['planned', 'github-issue'],
      ['planned', 'resource-analysis'],
      ['impossible', 'dns-entry'],
      ['impossible', 'k3s-deployment'],
      ['impossible', 'traefik-ingress'],
      ['impossible', 'grafana-alerts'],
      ['impossible', 'uptime-kuma-backup'],
      ['impossible', 'ai-service-config'],
      ['planned', 'documentation-update'],
      ['planned', 'github-close'],
    ]);
    const [dns] = preview.parts.filter((part) => part.kind === 'impossible');
    expect(dns === undefined ? '' : impossibleBecause(dns, preview)).toMatch(/^OPNsense is missing\.$/);
  });

  it('asks for the parameter that a Go template names', async () => {
    await expect(
      makePlan(workflowNamed(workflows, 'homelab-service-template'), {}, deps),
    ).rejects.toMatchObject({ code: 'workflow.parameters', fields: { service_name: 'is missing' } });
  });
});
