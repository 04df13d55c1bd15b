import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomTokens } from '../../../src/llm/privacy/random-tokens.ts';

const hexadecimal = createHash('sha256').update('random').digest('hex');
const mixed = `${createHash('sha512').update('random').digest('base64url').slice(0, 40)}9a`;

const slashed = 'hQ3zLk9TbXw/M2pRvYc/uJfGaNs8eDyWtZx4Bq';

const found = async (text: string): Promise<string[]> =>
  (await randomTokens.detect(text, () => false)).map(
    ({ rule, kind, start, end }) => `${rule} ${kind} ${text.slice(start, end)}`,
  );

describe('a long random-looking token', () => {
  it.each([mixed, hexadecimal])('becomes a placeholder where nothing announces it: %s', async (token) => {
    expect(await found(`the image ${token} is old`)).toEqual([`random-token identity ${token}`]);
  });

  it.each([mixed, hexadecimal, slashed])('is a secret near a word that announces it: %s', async (token) => {
    expect(await found(`my API key for the cloud: use ${token}`)).toEqual([
      `announced-token secret ${token}`,
    ]);
  });

  it('is no secret where it is said to be a digest', async () => {
    expect(await found(`token image digest sha256:${hexadecimal}`)).toEqual([
      `random-token identity ${hexadecimal}`,
    ]);
  });

  it('is announced by the name that it is given', async () => {
    expect(await found(`export CLOUD_SECRET_ACCESS_KEY=${mixed}`)).toEqual([
      `announced-token secret ${mixed}`,
    ]);
  });

  it('is announced in its own line only', async () => {
    expect(await found(`the token\n${mixed}`)).toEqual([`random-token identity ${mixed}`]);
  });

  it.each([
    'key: /var/lib/vz/images/101/vm-101-disk-0.qcow2',
    'the key is a-very-long-name-of-a-service-without-digits',
    'secret token homelab-steward-configuration-2',
    'key 1234567890123456789012345678901234567890',
    'ghcr.io/home-assistant/amd64-hassio-supervisor',
  ])('is not %s', async (text) => {
    expect(await found(text)).toEqual([]);
  });
});
