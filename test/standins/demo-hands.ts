import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { recommendedDisk } from './ssh/demo-host.ts';
import type { SshStandIn } from './ssh/ssh-standin.ts';

const wrongDisk = {
  device: recommendedDisk.device,
  model: 'KINGSTON SNV2S1000G',
  serial: '50026B7282D4E5F6',
  sizeBytes: 1_000_204_886_016,
} as const;

const pullOut = (host: SshStandIn): void => {
  if (
    host.state.pools.some(({ topLevel }) => topLevel.flat().some((path) => path.includes(wrongDisk.device)))
  )
    throw new Error('the disk is in a pool; the demo does not break pools');
  if (host.state.disks.some(({ name }) => name === wrongDisk.device)) host.removeDisk(wrongDisk.device);
};

const deeds: Readonly<Record<string, (host: SshStandIn) => string>> = {
  'insert disk': (host) => {
    pullOut(host);
    const { model, serial } = host.insertDisk(recommendedDisk);
    return `The ${model} with the serial number ${serial} is in still-fawn.`;
  },
  'insert wrong disk': (host) => {
    pullOut(host);
    const { model, serial } = host.insertDisk(wrongDisk);
    return `The ${model} with the serial number ${serial} is in still-fawn. It is not the one that was meant.`;
  },
  'remove disk': (host) => {
    pullOut(host);
    return 'The disk is out of still-fawn again.';
  },
};

/** What somebody at the demo's keyboard can do to its hardware. */
export const deedNames = Object.keys(deeds);

/** Does to the demo's hardware what a line says, and answers with what was done. */
export const doByHand = (host: SshStandIn, line: string): string => {
  const deed = deeds[line.trim().toLowerCase()];
  if (deed === undefined) return `Known: ${deedNames.join(', ')}.`;
  try {
    return deed(host);
  } catch (thrown) {
    return `Not done: ${thrown instanceof Error ? thrown.message : String(thrown)}.`;
  }
};

/** Lets whoever sits at the terminal play the person who installs disks. */
export const takeDeeds = (host: SshStandIn, input: Readable, say: (line: string) => void): void => {
  createInterface({ input }).on('line', (line) => {
    if (line.trim() !== '') say(doByHand(host, line));
  });
};
