import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/core/plan.ts';
import { guestFacts, isEffectThere, planGuestAction } from '../../src/workflow/steps/guest-actions.ts';
import { settledStatement, verifyGuestAction } from '../../src/workflow/steps/verify-guest-action.ts';
import { paperless } from '../support/fake-proxmox.ts';

const ref = paperless.ref;
const stopped = { ...paperless, status: 'stopped', uptimeSeconds: 0 } as const;
const locked = { ...paperless, lock: 'backup' } as const;
const effect = (action: string, parameters: Effect['parameters'] = {}): Effect => ({
  ref,
  action,
  parameters,
});

describe('planGuestAction', () => {
  it('says of a restart what stops meanwhile, that it cannot be undone, and that it is disruptive', () => {
    expect(
      planGuestAction({ action: 'guest.restart', guest: ref, timeoutSeconds: 60 }, paperless),
    ).toMatchObject({
      title: 'Restart the container paperless-ngx (101) on still-fawn',
      risk: 'disruptive',
      undo: null,
      interruption: 'paperless-ngx does not answer while it restarts.',
    });
  });

  it('calls a rollback destructive, says what is lost, and starts the guest again only if it was running', () => {
    const fields = { action: 'guest.rollback', guest: ref, snapshot: 'before-upgrade' } as const;
    expect(planGuestAction(fields, paperless)).toMatchObject({
      risk: 'destructive',
      undo: null,
      parameters: { snapshot: 'before-upgrade', start: true },
    });
    expect(planGuestAction(fields, stopped).parameters).toEqual({ snapshot: 'before-upgrade', start: false });
  });

  it.each([
    [
      'a restart of a stopped guest',
      { action: 'guest.restart', guest: ref, timeoutSeconds: 60 },
      stopped,
      /start it/,
    ],
    [
      'a restart of a locked guest',
      { action: 'guest.restart', guest: ref, timeoutSeconds: 60 },
      locked,
      /"backup"/,
    ],
    [
      'a rollback to nothing',
      { action: 'guest.rollback', guest: ref, snapshot: 'x' },
      paperless,
      /before-upgrade/,
    ],
    [
      'a second snapshot of one name',
      { action: 'guest.snapshot', guest: ref, snapshot: 'before-upgrade', description: '' },
      paperless,
      /another name/,
    ],
    ['a template', { action: 'guest.start', guest: ref }, { ...stopped, isTemplate: true }, /template/],
  ] as const)('names what is in the way of %s', (_, fields, guest, obstacle) => {
    expect(planGuestAction(fields, guest).obstacle).toMatch(obstacle);
  });

  it('has nothing to do where the guest is so already', () => {
    expect(planGuestAction({ action: 'guest.start', guest: ref }, paperless).alreadySo).toMatch(
      /running already/,
    );
    const stop = { action: 'guest.shutdown', guest: ref, timeoutSeconds: 60, force: false } as const;
    expect(planGuestAction(stop, stopped).alreadySo).toMatch(/stopped already/);
  });
});

describe('guestFacts', () => {
  it('changes with status, node, name, lock, configuration, and the snapshot that a rollback goes to', () => {
    const rollback = effect('guest.rollback', { snapshot: 'before-upgrade' });
    const before = JSON.stringify(guestFacts(paperless, rollback));
    for (const other of [
      { ...paperless, status: 'stopped' } as const,
      { ...paperless, node: 'chief-horse' },
      { ...paperless, name: 'renamed' },
      locked,
      { ...paperless, configDigest: 'b'.repeat(40) },
      { ...paperless, snapshots: [] },
      { ...paperless, snapshots: [{ name: 'before-upgrade', takenAtMs: 1 }] },
    ])
      expect(JSON.stringify(guestFacts(other, rollback))).not.toBe(before);
  });

  it('does not change with load or uptime', () => {
    const restart = effect('guest.restart');
    expect(guestFacts({ ...paperless, uptimeSeconds: 5 }, restart)).toEqual(guestFacts(paperless, restart));
  });
});

describe('verifyGuestAction', () => {
  const before = { status: 'running', uptimeSeconds: 86_400 };

  it('takes a restart as done only when the guest runs and has been up for less than the time since', () => {
    const restart = effect('guest.restart');
    expect(verifyGuestAction(restart, before, { ...paperless, uptimeSeconds: 4 }, 10).isThere).toBe(true);
    expect(verifyGuestAction(restart, before, { ...paperless, uptimeSeconds: 86_410 }, 10)).toEqual({
      isThere: false,
      seen: 'paperless-ngx shows no sign of a restart',
    });
    expect(verifyGuestAction(restart, before, stopped, 10)).toEqual({
      isThere: false,
      seen: 'paperless-ngx is stopped',
    });
  });

  it('wants a guest that was running to run again after a rollback, unlocked', () => {
    const rollback = effect('guest.rollback', { snapshot: 'before-upgrade', start: true });
    expect(verifyGuestAction(rollback, before, paperless, 10).isThere).toBe(true);
    expect(verifyGuestAction(rollback, before, stopped, 10).isThere).toBe(false);
    expect(verifyGuestAction(rollback, { ...before, status: 'stopped' }, stopped, 10).isThere).toBe(true);
    expect(verifyGuestAction(rollback, before, { ...paperless, lock: 'rollback' }, 10).isThere).toBe(false);
  });

  it('never takes an action that it does not know as done', () => {
    expect(verifyGuestAction(effect('guest.unheard-of'), before, paperless, 10).isThere).toBe(false);
  });
});

it('knows when an effect is there already, and never so for a restart or a rollback', () => {
  expect(isEffectThere(paperless, effect('guest.start'))).toBe(true);
  expect(isEffectThere(stopped, effect('guest.start'))).toBe(false);
  expect(isEffectThere(stopped, effect('guest.shutdown'))).toBe(true);
  expect(isEffectThere(paperless, effect('guest.snapshot', { name: 'before-upgrade' }))).toBe(true);
  expect(isEffectThere(paperless, effect('guest.restart'))).toBe(false);
  expect(isEffectThere(paperless, effect('guest.rollback', { snapshot: 'before-upgrade' }))).toBe(false);
});

it('states what was done in the past tense', () => {
  expect(settledStatement(effect('guest.restart'), paperless)).toBe(
    'paperless-ngx was restarted and is running again.',
  );
});
