import { parseSize, sizeText } from '../../../core/sizes.ts';

/** A disk as somebody means to buy it. */
export interface RecommendedPart {
  /** As it was written, e.g. `Samsung 980 PRO 2TB NVMe SSD`. */
  readonly text: string;
  readonly sizeBytes?: number;
  /** Its maker, when it is one that is known, e.g. `samsung`. */
  readonly maker?: string;
  /** The words that tell it from others of its maker, in lower case, e.g. `['980', 'pro']`. */
  readonly words: readonly string[];
}

/** Makers by the ways in which they and their disks write them. */
const makers: Readonly<Record<string, readonly string[]>> = {
  samsung: ['samsung'],
  'western digital': ['western digital', 'wdc', 'wd'],
  seagate: ['seagate'],
  crucial: ['crucial', 'micron'],
  kingston: ['kingston'],
  toshiba: ['toshiba', 'kioxia'],
  intel: ['intel', 'solidigm'],
  sandisk: ['sandisk'],
  'sk hynix': ['sk hynix', 'skhynix'],
  corsair: ['corsair'],
};

/** Words that say what kind of thing it is, which disks do not repeat in their model. */
const kinds =
  /^(?:nvme|ssd|hdd|sata|sas|m\.?2|2280|pcie|gen[345]|[345]\.0|x4|internal|solid|state|hard|disk|drive|nas)$/;

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== '' && word !== '.');

const makerIn = (text: string): string | undefined => {
  const spaced = ` ${wordsOf(text).join(' ')} `;
  return Object.entries(makers).find(([, ways]) => ways.some((way) => spaced.includes(` ${way} `)))?.[0];
};

const sizePattern = /\b\d+(?:\.\d+)?\s*[GTP]i?B\b/i;

/** Takes a part's name apart: how large it is, who makes it, and which of its words tell it from others. */
export const parsePart = (text: string): RecommendedPart => {
  const size = sizePattern.exec(text)?.[0];
  const sizeBytes = size === undefined ? undefined : parseSize(size);
  const maker = makerIn(text);
  const ways = maker === undefined ? [] : (makers[maker] ?? []).flatMap((way) => way.split(' '));
  return {
    text,
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(maker === undefined ? {} : { maker }),
    words: wordsOf(text.replace(sizePattern, ' ')).filter(
      (word) => !kinds.test(word) && !ways.includes(word),
    ),
  };
};

/** Disks of one nominal size differ by less than this share. */
const sizeTolerance = 0.05;

/** In what a disk differs from the part that was meant. */
export type PartDifference =
  /** It is of another size or maker: certainly another one. */
  | { readonly kind: 'certain'; readonly says: string }
  /** Its model is not worded like the part's name, which may still be the same thing. */
  | { readonly kind: 'wording'; readonly says: string };

/** How a disk differs from the part that was meant; undefined when it does not. */
export const partDifference = (
  part: RecommendedPart,
  disk: { readonly model?: string; readonly sizeBytes: number },
): PartDifference | undefined => {
  const { sizeBytes, maker, words, text } = part;
  if (sizeBytes !== undefined && Math.abs(disk.sizeBytes - sizeBytes) > sizeBytes * sizeTolerance)
    return { kind: 'certain', says: `it has ${sizeText(disk.sizeBytes)}, not ${sizeText(sizeBytes)}` };
  const model = disk.model ?? '';
  const madeBy = makerIn(model);
  if (maker !== undefined && madeBy !== undefined && madeBy !== maker)
    return { kind: 'certain', says: `it is a ${model}, not a ${text}` };
  const has = wordsOf(model);
  const missing = words.filter((word) => !has.includes(word));
  return missing.length === 0
    ? undefined
    : {
        kind: 'wording',
        says: `its model is "${model === '' ? 'unknown' : model}", without "${missing.join(' ')}" of ${text}`,
      };
};
