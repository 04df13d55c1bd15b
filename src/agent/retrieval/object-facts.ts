import { lastRead, partOf, systemOf } from '../../core/health.ts';
import type { GuestObject, Inventory, InventoryObject, NodeObject } from '../../core/inventory.ts';
import { sizeText } from '../../core/sizes.ts';
import { spokenAge } from '../../core/spoken-age.ts';
import type { ReadPart } from '../tools/read-tool.ts';
import { oneLine } from './one-line.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

const use = (what: string, used: number | undefined, total: number | undefined): readonly string[] =>
  used === undefined || total === undefined || total === 0
    ? []
    : [`${what} ${sizeText(used)} of ${sizeText(total)} used (${percent(used / total)})`];

const machine = (object: NodeObject | GuestObject): readonly string[] => [
  ...(object.cpu === undefined
    ? []
    : [`processor ${percent(object.cpu)}${object.cores === undefined ? '' : ` of ${object.cores} cores`}`]),
  ...use('memory', object.memoryUsedBytes, object.memoryTotalBytes),
  ...use('disk', object.diskUsedBytes, object.diskTotalBytes),
  ...(object.uptimeSeconds === undefined || object.uptimeSeconds === 0
    ? []
    : [`up for ${spokenAge(object.uptimeSeconds * 1000)}`]),
];

/** What an object is called among its kind, e.g. `container`. */
export const kindName = (object: InventoryObject): string =>
  object.kind === 'guest' ? (object.guestType === 'vm' ? 'virtual machine' : 'container') : object.kind;

/** Its state in a word or two. */
export const stateOf = (object: InventoryObject): string => {
  switch (object.kind) {
    case 'node':
      return object.status;
    case 'guest':
      return object.isTemplate ? 'template' : object.status;
    case 'storage':
      return object.isActive ? 'active' : 'not active';
    case 'pool':
      return object.health;
    case 'disk':
      return `SMART ${object.smartHealth}`;
  }
};

/** How much of it is in use, 0 to 1; undefined where that is not known or means nothing. */
export const shareOf = (object: InventoryObject): number | undefined => {
  if (object.kind === 'node' || object.kind === 'guest') return object.cpu;
  if (object.kind === 'disk') return undefined;
  return object.totalBytes ? (object.usedBytes ?? 0) / object.totalBytes : undefined;
};

/** One short line: `paperless-ngx: container on still-fawn, running, processor 5%`. */
export const objectLine = (object: InventoryObject): string => {
  const share = shareOf(object);
  return [
    `${oneLine(object.name)}: ${kindName(object)}${object.kind === 'node' ? '' : ` on ${oneLine(object.node)}`}`,
    stateOf(object),
    ...(share === undefined
      ? []
      : [`${object.kind === 'node' || object.kind === 'guest' ? 'processor' : 'used'} ${percent(share)}`]),
  ].join(', ');
};

const guestFacts = (guest: GuestObject, nowMs: number): readonly string[] => [
  `number ${guest.vmid}`,
  ...machine(guest),
  ...(guest.lock === undefined ? [] : [`locked for ${oneLine(guest.lock)}`]),
  ...(guest.startsOnBoot === undefined
    ? []
    : [guest.startsOnBoot ? 'starts with its node' : 'does not start with its node']),
  guest.lastBackup === undefined
    ? 'whether there is a backup is not known'
    : guest.lastBackup === null
      ? 'there is no backup of it'
      : `last backup ${spokenAge(nowMs - guest.lastBackup.takenAtMs)} ago on ${oneLine(guest.lastBackup.storage)}`,
  ...(guest.snapshots === undefined
    ? []
    : guest.snapshots.length === 0
      ? ['no snapshots']
      : guest.snapshots.map(
          ({ name, takenAtMs, description }) =>
            `snapshot ${oneLine(name)}${takenAtMs ? `, taken ${spokenAge(nowMs - takenAtMs)} ago` : ''}${description === undefined ? '' : `: ${oneLine(description)}`}`,
        )),
  ...(guest.tags.length === 0 ? [] : [`tags: ${guest.tags.map(oneLine).join(', ')}`]),
];

const nodeFacts = (node: NodeObject, inventory: Inventory): readonly string[] => {
  const guests = [...inventory.objects.values()].filter(
    (object): object is GuestObject =>
      object.kind === 'guest' && object.nodeRef === node.ref && !object.isTemplate,
  );
  const running = guests.filter(({ status }) => status === 'running');
  const busiest = [...running].sort((a, b) => (b.cpu ?? 0) - (a.cpu ?? 0)).slice(0, 8);
  return [
    ...(node.version === undefined ? [] : [`Proxmox ${oneLine(node.version)}`]),
    ...(node.status === 'online' ? machine(node) : []),
    `${guests.length} guests, ${running.length} of them running`,
    ...busiest.map((guest) => `runs ${objectLine(guest)}`),
  ];
};

const factsOf = (object: InventoryObject, inventory: Inventory, nowMs: number): readonly string[] => {
  switch (object.kind) {
    case 'node':
      return nodeFacts(object, inventory);
    case 'guest':
      return guestFacts(object, nowMs);
    case 'storage':
      return [
        `type ${oneLine(object.storageType)}${object.isShared ? ', shared' : ''}`,
        ...use('space', object.usedBytes, object.totalBytes),
        ...free(object.usedBytes, object.totalBytes),
      ];
    case 'pool':
      return [
        ...use('space', object.usedBytes, object.totalBytes),
        ...free(object.usedBytes, object.totalBytes),
        ...(object.fragmentation === undefined ? [] : [`fragmentation ${object.fragmentation}%`]),
      ];
    case 'disk':
      return [
        ...(object.model === undefined ? [] : [`model ${oneLine(object.model)}`]),
        ...(object.serial === undefined ? [] : [`serial number ${oneLine(object.serial)}`]),
        ...(object.sizeBytes === undefined ? [] : [`size ${sizeText(object.sizeBytes)}`]),
        ...(object.wearPercent === undefined ? [] : [`wear ${object.wearPercent}%`]),
        ...(object.usedFor === undefined ? [] : [`used for ${oneLine(object.usedFor)}`]),
      ];
  }
};

const free = (used: number | undefined, total: number | undefined): readonly string[] =>
  used === undefined || total === undefined ? [] : [`${sizeText(total - used)} free`];

/** Everything that is known of one object, as evidence. What is out of date says so in its first line. Pure. */
export const objectFacts = (object: InventoryObject, inventory: Inventory, nowMs: number): ReadPart => {
  const freshness = systemOf(inventory, object.ref)?.parts[partOf[object.kind]];
  const isOld = freshness === undefined || freshness.isStale || freshness.error !== undefined;
  return {
    source: object.ref,
    atMs: freshness?.readAtMs ?? inventory.takenAtMs,
    provenance: 'inventory',
    text: [
      ...(isOld
        ? [
            `Out of date, ${freshness === undefined ? 'never read' : lastRead(freshness, nowMs)}: what follows may have changed.`,
          ]
        : []),
      objectLine(object),
      ...factsOf(object, inventory, nowMs),
    ].join('\n'),
  };
};
