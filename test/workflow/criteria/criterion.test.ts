import { describe, expect, it } from 'vitest';
import { type Criterion, knownCriteria, parseCriterion } from '../../../src/workflow/criteria/criterion.ts';

const terabyte = 1_000_000_000_000;

describe('a success criterion', () => {
  it.each<[string, Criterion]>([
    ['zpool status healthy', { kind: 'pool-healthy', pool: null }],
    ['zpool status is healthy', { kind: 'pool-healthy', pool: null }],
    ['zpool status of tank healthy', { kind: 'pool-healthy', pool: 'tank' }],
    ['Pool still-fawn.tank is ONLINE.', { kind: 'pool-healthy', pool: 'still-fawn.tank' }],
    [
      'available space > 2TB',
      { kind: 'space', what: 'available', pool: null, comparison: '>', limit: { bytes: 2 * terabyte } },
    ],
    [
      'free space of tank at least 500 GiB',
      { kind: 'space', what: 'available', pool: 'tank', comparison: '>=', limit: { bytes: 500 * 2 ** 30 } },
    ],
    [
      'used space on tank <= 79.5 %',
      { kind: 'space', what: 'used', pool: 'tank', comparison: '<=', limit: { share: 0.795 } },
    ],
    [
      'total space of tank above 3.5 tb',
      { kind: 'space', what: 'total', pool: 'tank', comparison: '>', limit: { bytes: 3.5 * terabyte } },
    ],
    ['all PVCs accessible', { kind: 'system-missing', system: 'Kubernetes' }],
    ['paperless-ngx is running', { kind: 'guest-status', guest: 'paperless-ngx', status: 'running' }],
    ['the container 101 stopped', { kind: 'guest-status', guest: '101', status: 'stopped' }],
    ['node still-fawn is online', { kind: 'node-online', node: 'still-fawn' }],
    ['disk nvme1n1 of still-fawn passes SMART', { kind: 'disk-passes', disk: 'nvme1n1', host: 'still-fawn' }],
    ['all disks of still-fawn pass SMART', { kind: 'disk-passes', disk: null, host: 'still-fawn' }],
    [
      'snapshot before-upgrade of paperless-ngx is present',
      { kind: 'snapshot-present', snapshot: 'before-upgrade', guest: 'paperless-ngx' },
    ],
    [
      'compression of tank/media = lz4',
      { kind: 'property', property: 'compression', of: 'tank/media', comparison: '=', value: 'lz4' },
    ],
    [
      'uptimeSeconds of paperless-ngx > 60',
      { kind: 'property', property: 'uptimeSeconds', of: 'paperless-ngx', comparison: '>', value: '60' },
    ],
  ])('is recognised: %s', (text, criterion) => {
    expect(parseCriterion(text)).toEqual(criterion);
  });

  it.each([
    'everything works',
    'available space > a lot',
    'available space 2TB',
    'zpool status',
    'the family is happy with it',
    'rm -rf /',
  ])('with an unknown wording is not guessed at: %s', (text) => {
    expect(parseCriterion(text)).toBeUndefined();
  });

  it('has only known forms among those that are shown to people', () => {
    for (const text of knownCriteria.filter((form) => !form.startsWith('$')))
      expect(parseCriterion(text), text).toBeDefined();
  });
});
