import { expect, it } from 'vitest';
import { differenceDiff, netDifferences } from '../../../src/workflow/record/difference-text.ts';

const ref = 'proxmox:home/guest/101';
const status = (before: string, after: string) => ({
  ref,
  name: 'paperless',
  field: 'status',
  before,
  after,
});
const snapshot = { ref, name: 'paperless', field: 'snapshot way-back', before: null, after: 'present' };

it('shows what is different in the end, not what passes on the way', () => {
  const differences = [snapshot, status('running', 'stopped'), status('stopped', 'running')];
  expect(netDifferences(differences)).toEqual([snapshot]);
  expect(netDifferences([status('running', 'paused'), status('paused', 'stopped')])).toEqual([
    status('running', 'stopped'),
  ]);
  expect(differenceDiff(netDifferences(differences))).not.toContain('status');
});

it('keeps the same field of two objects apart', () => {
  const other = { ...status('stopped', 'running'), ref: 'proxmox:home/guest/102' };
  expect(netDifferences([status('running', 'stopped'), other])).toHaveLength(2);
});
