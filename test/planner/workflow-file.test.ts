import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWorkflows, parseWorkflow } from '../../src/planner/workflow-file.ts';
import { createProxmoxTask } from '../../src/workflow/steps/proxmox-task.ts';
import { createFakeProxmox } from '../support/fake-proxmox.ts';

const folder = join(import.meta.dirname, '../../workflows');
const handler = createProxmoxTask({ proxmoxOf: () => createFakeProxmox(), pastDurations: () => [] });
const handlers = new Map([[handler.type, handler]]);

const valid = `apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata: { name: example }
spec:
  schema: { spec: { guest: string } }
  resources:
    - name: restart
      type: proxmox-task
      dependencies: []
      action: guest.restart
`;

describe('loadWorkflows', () => {
  it('loads every workflow that Steward brings, each under the name of its file and with a title and a purpose', () => {
    const catalogue = loadWorkflows(folder, handlers);
    expect([...catalogue.keys()].sort()).toEqual(
      readdirSync(folder)
        .map((file) => file.replace('.yaml', ''))
        .sort(),
    );
    for (const workflow of catalogue.values()) {
      expect(workflow.title).not.toBe(workflow.name);
      expect(workflow.purpose.length).toBeGreaterThan(10);
      expect(workflow.minutesSaved).toBeGreaterThan(0);
    }
  });
});

describe('parseWorkflow', () => {
  it('gives the same digest for files that differ in comments and spacing only', () => {
    const commented = valid.replace('kind:', '# a comment\nkind:  ');
    expect(parseWorkflow('f.yaml', commented, handlers).digest).toBe(
      parseWorkflow('f.yaml', valid, handlers).digest,
    );
    const other = valid.replace('guest.restart', 'guest.start');
    expect(parseWorkflow('f.yaml', other, handlers).digest).not.toBe(
      parseWorkflow('f.yaml', valid, handlers).digest,
    );
  });

  it.each([
    ['a syntax error', valid.replace('metadata: {', 'metadata: {{'), /f\.yaml:4: /],
    [
      'an unknown step type',
      valid.replace('proxmox-task', 'magic-task'),
      /f\.yaml:7: .*magic-task.*proxmox-task/,
    ],
    ['another kind', valid.replace('ResourceGraphDefinition', 'Pod'), /f\.yaml:2: kind/],
    [
      'two steps of one name',
      `${valid}    - { name: restart, type: proxmox-task }\n`,
      /f\.yaml:11: .*two steps/,
    ],
    ['a dependency on a later step', valid.replace('[]', '[later]'), /f\.yaml:7: .*later/],
    ['a step on itself', valid.replace('[]', '[restart]'), /f\.yaml:7: .*depends on restart/],
    ['a bad name', valid.replace('name: example', 'name: Bad Name'), /f\.yaml:3: metadata\.name/],
    ['an unknown key', valid.replace('spec:\n  schema', 'sepc: 1\nspec:\n  schema'), /f\.yaml:.*sepc/],
    ['a key that stands twice', `${valid}kind: Pod\n`, /f\.yaml:11: /],
    ['an alias bomb', valid.replace('[]', '[&a x, *a]'), /f\.yaml/],
    ['a huge file', `${valid}# ${'x'.repeat(300_000)}\n`, /larger than 256 KiB/],
    ['no YAML at all', '\u0000', /f\.yaml/],
  ])('refuses %s and says where', (_, text, message) => {
    expect(() => parseWorkflow('f.yaml', text, handlers)).toThrow(message);
    expect(() => parseWorkflow('f.yaml', text, handlers)).toThrow(
      expect.objectContaining({ name: 'StewardError' }),
    );
  });

  it('reads what it is given as text, not as a path', () => {
    const text = readFileSync(join(folder, 'restart-guest.yaml'), 'utf8');
    expect(parseWorkflow('anything', text, handlers).name).toBe('restart-guest');
  });
});
