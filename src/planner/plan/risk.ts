import type { GuestObject, Inventory, InventoryObject } from '../../core/inventory.ts';
import { greaterRisk, isChange, type PlanStep, type Risk, risksAscending } from '../../core/plan.ts';

/** The risk of a plan, and why. */
export interface RiskAssessment {
  readonly risk: Risk;
  /** In plain words; those that raise it stand first. */
  readonly reasons: readonly string[];
}

/** Tags that ask for care, as people set them in Proxmox. */
const protectedTags: ReadonlySet<string> = new Set(['protected', 'steward-protected', 'do-not-touch']);

/** What a guest does for others, told by its tags or by the name that such guests go by. */
const roles: readonly { readonly title: string; readonly words: RegExp; readonly risk: Risk }[] = [
  {
    title: 'Home Assistant, with the phones and the panel from which a change is approved and stopped',
    words: /^(home-?assistant|hass(io)?|haos)([-_.]|\d|$)/i,
    risk: 'destructive',
  },
  {
    title: 'the router or firewall, on which every connection depends',
    words: /^(opnsense|pfsense|openwrt|router|firewall|gateway)([-_.]|\d|$)/i,
    risk: 'destructive',
  },
  {
    title: 'name resolution, on which every other service depends',
    words: /^(pi-?hole|adguard(-?home)?|dns|unbound|technitium)([-_.]|\d|$)/i,
    risk: 'disruptive',
  },
  {
    title: 'storage that other guests use',
    words: /^(truenas|freenas|nas|nfs|storage|unraid|openmediavault)([-_.]|\d|$)/i,
    risk: 'disruptive',
  },
  {
    title: 'the way in to other services',
    words: /^(traefik|nginx-proxy(-manager)?|npm|caddy|haproxy|reverse-?proxy)([-_.]|\d|$)/i,
    risk: 'disruptive',
  },
];

const oneHigher = (risk: Risk): Risk => risksAscending[risksAscending.indexOf(risk) + 1] ?? risk;

const isAtLeast = (risk: Risk, least: Risk): boolean => greaterRisk(risk, least) === risk;

interface Raise {
  readonly to: Risk;
  readonly reason: string;
}

const raisesForGuest = (guest: GuestObject, risk: Risk): Raise[] => {
  const raises: Raise[] = [];
  const tag = guest.tags.find((one) => protectedTags.has(one.toLowerCase()));
  if (tag !== undefined)
    raises.push({
      to: oneHigher(risk),
      reason: `${guest.name} has the tag ${tag}, so a change of it counts one step higher.`,
    });
  if (!isAtLeast(risk, 'disruptive') || guest.status !== 'running') return raises;
  for (const role of roles)
    if ([guest.name, ...guest.tags].some((word) => role.words.test(word)))
      raises.push({ to: role.risk, reason: `${guest.name} is ${role.title}.` });
  return raises;
};

const raisesForObject = (object: InventoryObject, risk: Risk, inventory: Inventory): Raise[] => {
  if (object.kind === 'guest') return raisesForGuest(object, risk);
  const others = [...inventory.objects.values()];
  if (object.kind === 'node' && isAtLeast(risk, 'disruptive')) {
    const guests = others.filter(
      (one) => one.kind === 'guest' && one.nodeRef === object.ref && one.status === 'running',
    );
    return guests.length === 0
      ? []
      : [
          {
            to: risk,
            reason: `${guests.length} running guests are on ${object.name}: ${guests.map(({ name }) => name).join(', ')}.`,
          },
        ];
  }
  if (object.kind === 'pool') {
    const pools = others.filter((one) => one.kind === 'pool' && one.nodeRef === object.nodeRef);
    return pools.length === 1
      ? [
          {
            to: oneHigher(risk),
            reason: `${object.name} is the only pool of ${object.node}: everything there is on it.`,
          },
        ]
      : [];
  }
  return [];
};

/** Names of running guests that another guest's change takes along, for the reasons of a batch. */
const batchReason = (steps: readonly PlanStep[]): string[] => {
  const refs = new Set(steps.filter(isChange).map(({ effect }) => effect.ref));
  return refs.size > 5 ? [`It changes ${refs.size} objects at once.`] : [];
};

/**
 * The risk of a plan from its steps and what they change. A step's own risk comes from what it does; what it does it to can
 * only raise that. Pure.
 */
export const assessRisk = (steps: readonly PlanStep[], inventory: Inventory): RiskAssessment => {
  let risk: Risk = 'read';
  const raised = new Set<string>();
  for (const step of steps) {
    risk = greaterRisk(risk, step.risk);
    if (!isChange(step)) continue;
    const object = inventory.objects.get(step.effect.ref);
    if (object === undefined) continue;
    for (const { to, reason } of raisesForObject(object, step.risk, inventory)) {
      risk = greaterRisk(risk, to);
      raised.add(reason);
    }
  }
  return {
    risk,
    reasons: [...raised, ...batchReason(steps), ...new Set(steps.flatMap((step) => step.riskReasons))],
  };
};
