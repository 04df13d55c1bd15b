import { systemOf } from '../../core/health.ts';
import type { Inventory, InventoryObject } from '../../core/inventory.ts';
import {
  type Circumstances,
  describeGuest,
  describeNode,
  describePool,
  describeStorage,
  type ObjectSection,
} from './describe-objects.ts';
import { describeProblems, describeSteward, type PictureSource, stewardKey } from './describe-steward.ts';
import { isBackupKnown, knowledgeOf } from './knowledge.ts';
import { type EntityPicture, type PictureSection, pictureOf } from './picture.ts';

/** Objects with entities; disks are told of in the problems alone. */
type ShownObject = Exclude<InventoryObject, { kind: 'disk' }>;

const problemsKey = `${stewardKey}/problems`;

const isShown = (object: InventoryObject): object is ShownObject =>
  object.kind !== 'disk' && !(object.kind === 'guest' && object.isTemplate);

const describeObject = (object: ShownObject, circumstances: Circumstances): ObjectSection => {
  switch (object.kind) {
    case 'node':
      return describeNode(object, circumstances);
    case 'guest':
      return describeGuest(object, circumstances);
    case 'pool':
      return describePool(object, circumstances);
    case 'storage':
      return describeStorage(object, circumstances);
  }
};

/** The device to hang on. A shared storage would wander with the node that happens to answer, so it is Steward's. */
const parentOf = (object: ShownObject, inventory: Inventory): string =>
  object.kind === 'node' ||
  (object.kind === 'storage' && object.isShared) ||
  !inventory.objects.has(object.nodeRef)
    ? stewardKey
    : object.nodeRef;

const publishedBootMs = (before: PictureSection | undefined): number | undefined => {
  const value = before?.entities.find(({ description }) => description.translationKey === 'last_boot')?.state
    ?.value;
  return typeof value === 'string' ? Date.parse(value) : undefined;
};

const sectionOf = (
  object: ShownObject,
  { inventory, nowMs }: PictureSource,
  previous: EntityPicture | undefined,
): PictureSection => {
  const knowledge = knowledgeOf(object, inventory);
  const isBackupKnownNow = object.kind === 'guest' && isBackupKnown(object, inventory);
  const parentKey = parentOf(object, inventory);
  const circumstances = `${knowledge} ${isBackupKnownNow} ${parentKey}`;
  const before = previous?.sections.get(object.ref);
  if (before?.source === object && before.circumstances === circumstances) return before;
  return {
    source: object,
    circumstances,
    madeAtMs: nowMs,
    ...describeObject(object, {
      knowledge,
      isBackupKnown: isBackupKnownNow,
      parentKey,
      readAtMs: systemOf(inventory, object.ref)?.parts.resources?.readAtMs ?? inventory.takenAtMs,
      publishedBootMs: publishedBootMs(before),
    }),
  };
};

/**
 * Draws what Home Assistant is to show. Pure. With the picture before, everything that has not changed is taken over from
 * it (the very same objects, so that comparing is cheap), and boot times do not wander.
 */
export const describeEntities = (source: PictureSource, previous?: EntityPicture): EntityPicture => {
  const sections = new Map<string, PictureSection>();
  sections.set(stewardKey, describeSteward(source, previous?.sections.get(stewardKey)));
  sections.set(problemsKey, describeProblems(source, previous?.sections.get(problemsKey)));
  const shown = [...source.inventory.objects.values()].filter(isShown);
  const isNode = (object: ShownObject): boolean => object.kind === 'node';
  for (const object of [...shown.filter(isNode), ...shown.filter((each) => !isNode(each))])
    sections.set(object.ref, sectionOf(object, source, previous));
  return pictureOf(sections);
};
