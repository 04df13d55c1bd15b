import { describe, expect, it } from 'vitest';
import { resolveGuest } from '../../../src/workflow/steps/resolve-guest.ts';
import { guest, node } from '../../support/inventory.ts';

const objects = [node('web'), guest(101, 'paperless-ngx', 0), guest(102, 'web', 0), guest(103, 'Web', 0)];

describe('the guest that a workflow file names', () => {
  it('is told by its ref, or by its name in any case', () => {
    expect(resolveGuest('proxmox:home/guest/7', objects)).toBe('proxmox:home/guest/7');
    expect(resolveGuest('paperless-ngx', objects)).toBe(objects[1]?.ref);
    expect(resolveGuest('Paperless-NGX', objects)).toBe(objects[1]?.ref);
  });

  it('has to be one, and only one', () => {
    expect(() => resolveGuest('paperless', objects)).toThrow('There is no guest paperless.');
    expect(() => resolveGuest('web', objects)).toThrow(/^Several guests are called web: .*102.*103/u);
  });
});
