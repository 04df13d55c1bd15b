import { describe, expect, it } from 'vitest';
import { describeEntities } from '../../../src/homeassistant/entities/describe-entities.ts';
import { guestOfRestartButton } from '../../../src/homeassistant/entities/restart-button.ts';
import { guest, inventoryOf, node } from '../../support/inventory.ts';

describe('the guest of a restart button', () => {
  it('is found for the one button that a guest is described with, and for no other entity', () => {
    const { entities } = describeEntities({
      inventory: inventoryOf([node('still-fawn'), guest(101, 'paperless-ngx', 0)], 0),
      approvals: [],
      runs: [],
      nowMs: 0,
      stewardVersion: '1.2.3',
    });
    const found = [...entities.values()].flatMap(({ key, platform }) => {
      const ref = guestOfRestartButton(key);
      return ref === undefined ? [] : [[platform, ref]];
    });
    expect(found).toEqual([['button', 'proxmox:home/guest/101']]);
  });

  it.each([
    '',
    '/restart',
    'proxmox:home/node/a/restart',
    'proxmox:home/guest/101/restart/restart',
    'steward/restart',
  ])('is not found for %j', (key) => expect(guestOfRestartButton(key)).toBeUndefined());
});
