import { describe, expect, it } from 'vitest';
import type { PlanStep, Risk } from '../../../src/core/plan.ts';
import { assessRisk } from '../../../src/planner/plan/risk.ts';
import { samplePlan } from '../../support/records.ts';
import { guest, inventoryOf } from '../support.ts';

const [sample] = samplePlan.steps;

const step = (ref: string, risk: Risk): PlanStep => {
  if (sample === undefined) throw new Error('no sample');
  return { ...sample, risk, riskReasons: [`why ${risk}`], effect: { ref, action: 'x', parameters: {} } };
};

const pool = (name: string) => ({
  kind: 'pool' as const,
  ref: `proxmox:home/pool/still-fawn.${name}`,
  name,
  node: 'still-fawn',
  nodeRef: 'proxmox:home/node/still-fawn',
  health: 'ONLINE',
  usedBytes: 1,
  totalBytes: 2,
});

const node = {
  kind: 'node' as const,
  ref: 'proxmox:home/node/still-fawn',
  name: 'still-fawn',
  status: 'online' as const,
};

describe('the risk of a plan', () => {
  it('is that of its riskiest step, with all reasons', () => {
    expect(assessRisk([step('a', 'reversible'), step('b', 'disruptive')], inventoryOf())).toEqual({
      risk: 'disruptive',
      reasons: ['why reversible', 'why disruptive'],
    });
    expect(assessRisk([], inventoryOf())).toEqual({ risk: 'read', reasons: [] });
  });

  it.each<[string, Risk, Risk, string]>([
    ['haos', 'disruptive', 'destructive', 'Home Assistant'],
    ['home-assistant', 'disruptive', 'destructive', 'Home Assistant'],
    ['opnsense-1', 'disruptive', 'destructive', 'router'],
    ['pihole', 'disruptive', 'disruptive', 'name resolution'],
    ['truenas', 'disruptive', 'disruptive', 'storage'],
    ['haos', 'reversible', 'reversible', ''],
  ])('on %s makes %s %s', (name, risk, expected, reason) => {
    const { ref } = guest(name);
    const assessed = assessRisk([step(ref, risk)], inventoryOf(guest(name)));
    expect(assessed.risk).toBe(expected);
    expect(assessed.reasons.join(' ')).toContain(reason);
  });

  it('does not take a name for another that begins alike, nor a guest that does not run for one that does', () => {
    const alike = guest('dnsmasq-lab');
    expect(assessRisk([step(alike.ref, 'disruptive')], inventoryOf(alike)).reasons).toEqual([
      'why disruptive',
    ]);
    const off = guest('opnsense', { status: 'stopped' });
    expect(assessRisk([step(off.ref, 'disruptive')], inventoryOf(off)).risk).toBe('disruptive');
  });

  it('is one step higher for a guest that somebody has tagged as protected', () => {
    const one = guest('paperless', { tags: ['protected'] });
    expect(assessRisk([step(one.ref, 'reversible')], inventoryOf(one)).risk).toBe('disruptive');
    expect(assessRisk([step(one.ref, 'destructive')], inventoryOf(one)).risk).toBe('destructive');
  });

  it('is one step higher for the only pool of a host, and not for one of two', () => {
    const inventory = inventoryOf(pool('tank'));
    expect(assessRisk([step(pool('tank').ref, 'disruptive')], inventory)).toMatchObject({
      risk: 'destructive',
      reasons: [expect.stringContaining('only pool of still-fawn'), 'why disruptive'],
    });
    expect(
      assessRisk([step(pool('tank').ref, 'disruptive')], inventoryOf(pool('tank'), pool('rust'))).risk,
    ).toBe('disruptive');
  });

  it('names the guests that run on a host', () => {
    const assessed = assessRisk(
      [step(node.ref, 'disruptive')],
      inventoryOf(node, guest('a'), guest('b', { status: 'stopped' })),
    );
    expect(assessed.reasons[0]).toBe('1 running guests are on still-fawn: a.');
  });
});
