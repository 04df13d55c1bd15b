import type { BlockDevice } from '../../../core/hosts.ts';
import { sizeText } from '../../../core/sizes.ts';
import { contentOf, describeDisk, sameSerial } from '../host-commands/disks.ts';
import { partDifference, type RecommendedPart } from './recommended-part.ts';

/** What a new disk has to be. */
export interface WantedDisk {
  readonly host: string;
  /** Name below `/dev`; undefined: wherever it comes up. */
  readonly device: string | undefined;
  readonly part: RecommendedPart | undefined;
  /** The serial number that a person reported, or that the workflow names. */
  readonly serial: string | undefined;
  /** The least size in bytes that will do. */
  readonly leastBytes: number | undefined;
  /** Serial numbers that were in the homelab when the plan was made, with where each of them was. */
  readonly knownSerials: Readonly<Record<string, string>>;
}

/** What a look at a host's disks comes to. */
export type DiskVerdict =
  | { readonly kind: 'found'; readonly disk: BlockDevice }
  | { readonly kind: 'absent'; readonly says: string }
  /** There is one, and it is not the one that is wanted: a person has to know. */
  | { readonly kind: 'wrong'; readonly says: string };

const knownPlace = ({ knownSerials }: WantedDisk, serial: string | undefined): string | undefined =>
  Object.entries(knownSerials).find(([known]) => sameSerial(known, serial))?.[1];

/** Why a disk is not the wanted one; undefined when it is. */
const objection = (disk: BlockDevice, wanted: WantedDisk): string | undefined => {
  const { part, serial } = wanted;
  const isReported = sameSerial(serial, disk.serial);
  if (disk.serial === undefined) return 'it tells no serial number, so it cannot be told from others';
  if (serial !== undefined && !isReported) return `its serial number is ${disk.serial}, not ${serial}`;
  const place = knownPlace(wanted, disk.serial);
  if (place !== undefined) return `it is no new disk: it was in ${place} when the plan was made`;
  if (wanted.leastBytes !== undefined && disk.sizeBytes < wanted.leastBytes)
    return `it has ${sizeText(disk.sizeBytes)}, less than ${sizeText(wanted.leastBytes)}`;
  const difference = part === undefined ? undefined : partDifference(part, disk);
  // Whoever reports the serial number of this very disk has held it in the hand; makers word their models freely.
  if (difference !== undefined && !(difference.kind === 'wording' && isReported))
    return difference.kind === 'wording'
      ? `${difference.says}. If it is the right one, report its serial number`
      : difference.says;
  const content = contentOf(disk);
  return content === undefined ? undefined : `it is not empty: ${content}`;
};

const isRealDisk = ({ type, name, sizeBytes }: BlockDevice): boolean =>
  type === 'disk' && sizeBytes > 0 && /^(?:(?:sd|vd|xvd|hd)[a-z]+|nvme[0-9]+n[0-9]+)$/.test(name);

const wrong = (disk: BlockDevice, { host }: WantedDisk, why: string): DiskVerdict => ({
  kind: 'wrong',
  says: `The disk ${disk.name} in ${host} is not the wanted one: ${why}. It is a ${describeDisk(disk)}.`,
});

/** Whether a wanted new disk is there, judged from a host's block devices. Pure. */
export const judgeDisk = (devices: readonly BlockDevice[], wanted: WantedDisk): DiskVerdict => {
  const { host, device, knownSerials } = wanted;
  const disks = devices.filter(isRealDisk);
  const fresh = disks.filter(
    ({ serial }) =>
      serial === undefined || !Object.keys(knownSerials).some((known) => sameSerial(known, serial)),
  );
  const atPlace = device === undefined ? undefined : disks.find(({ name }) => name === device);
  const [candidate] =
    atPlace !== undefined
      ? [atPlace]
      : // The reported one first, then what else is new.
        fresh.toSorted(
          (a, b) => Number(sameSerial(wanted.serial, b.serial)) - Number(sameSerial(wanted.serial, a.serial)),
        );
  if (candidate === undefined)
    return {
      kind: 'absent',
      says: `No new disk${device === undefined ? '' : ` ${device}`} is in ${host} yet.`,
    };
  if (device !== undefined && candidate.name !== device)
    return wrong(candidate, wanted, `it came up as ${candidate.name}, and the plan is for ${device}`);
  const why = objection(candidate, wanted);
  return why === undefined ? { kind: 'found', disk: candidate } : wrong(candidate, wanted, why);
};
