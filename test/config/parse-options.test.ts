import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseOptions, readOptionsFile } from '../../src/config/parse-options.ts';
import { explain, StewardError } from '../../src/core/errors.ts';

const secret = 'c0ffee00-1234-4321-aaaa-hunter2hunter';

const home = {
  name: 'home',
  url: 'https://192.0.2.10:8006',
  token_id: 'steward@pve!homelab',
  token_secret: secret,
};

/** The one message that a start with these options ends with. */
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(StewardError);
    expect(thrown).toMatchObject({ code: expect.stringMatching(/^options\./), kind: 'terminal' });
    return explain(thrown as StewardError);
  }
  throw new Error('these options were taken');
};

const temporaryFile = (name: string, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-options-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('options', () => {
  it('may all be left out', () => {
    expect(parseOptions({})).toEqual({
      proxmox: [],
      hosts: [],
      approvers: [],
      home_assistant: {},
      github: {},
      models: [],
      cloud: {},
      mcp_clients: [],
      mcp_home_assistant: false,
      approval_expiry_minutes: 60,
      approval_rules: [],
      unknown_speaker_requests: true,
      wyoming: true,
      log_level: 'info',
    });
    expect(parseOptions(null)).toEqual(parseOptions({}));
  });

  it('take a field that a form sent empty for one that was left out', () => {
    expect(parseOptions({ proxmox: [{ ...home, user: '', password: null }] }).proxmox).toEqual([home]);
  });

  it.each([`${'AA:'.repeat(31)}AA`, 'aa'.repeat(32), `sha256 ${'0F:'.repeat(31)}0f`])(
    'take the fingerprint %s',
    (fingerprint) => {
      expect(parseOptions({ proxmox: [{ ...home, fingerprint }] }).proxmox[0]?.fingerprint).toBe(fingerprint);
    },
  );
});

describe('wrong options', () => {
  const { token_secret: _secret, ...withoutSecret } = home;
  const { token_id: _id, ...withoutId } = home;
  it.each<[string, unknown, RegExp]>([
    [
      'an address without https',
      { proxmox: [{ ...home, url: 'http://192.0.2.10:8006' }] },
      /option proxmox\[1\]\.url must be an address like https:\/\/192\.0\.2\.10:8006/,
    ],
    [
      'an address that is none',
      { proxmox: [{ ...home, url: 'pve' }] },
      /proxmox\[1\]\.url must be an address like/,
    ],
    ['no address', { proxmox: [{ ...home, url: '' }] }, /option proxmox\[1\]\.url is missing/],
    [
      'a token without its secret',
      { proxmox: [withoutSecret] },
      /proxmox\[1\]\.token_secret is missing.*Set both/,
    ],
    ['a secret without its token', { proxmox: [withoutId] }, /proxmox\[1\]\.token_id is missing/],
    [
      'no credentials',
      { proxmox: [home, { name: 'b', url: home.url }] },
      /option proxmox\[2\] has no credentials.*steward doctor/,
    ],
    [
      'a token id of another form',
      { proxmox: [{ ...home, token_id: 'root' }] },
      /token_id must look like user@realm!name/,
    ],
    [
      'a fingerprint that is none',
      { proxmox: [{ ...home, fingerprint: 'AA:BB' }] },
      /fingerprint must be the SHA-256/,
    ],
    [
      'an authority that is not there',
      { proxmox: [{ ...home, ca_file: '/nowhere/ca.pem' }] },
      /proxmox\[1\]\.ca_file names \/nowhere\/ca\.pem, which is not there/,
    ],
    [
      'the same name twice',
      { proxmox: [home, { ...home, url: 'https://192.0.2.11:8006' }] },
      /proxmox\[2\]\.name is "home" a second time.*own name/,
    ],
    [
      'the same approver twice',
      { approvers: [{ user: 'Alice' }, { user: 'alice ' }] },
      /approvers\[2\]\.user .* a second time/,
    ],
    [
      'a PIN that is too short',
      { approvers: [{ user: 'alice', pin: '12' }] },
      /approvers\[1\]\.pin must be 4 to 12 digits/,
    ],
    [
      'a PIN without quotes',
      { approvers: [{ user: 'alice', pin: 1234 }] },
      /pin must be text; put the number in quotes/,
    ],
    [
      'half of Home Assistant',
      { home_assistant: { url: 'http://ha:8123' } },
      /home_assistant\.token is missing/,
    ],
    [
      'a number below its range',
      { approval_expiry_minutes: 1 },
      /approval_expiry_minutes must be at least 5/,
    ],
    [
      'a number above its range',
      { approval_expiry_minutes: 99_999 },
      /approval_expiry_minutes must be at most 10080/,
    ],
    [
      'a word that is not in the list',
      { log_level: 'loud' },
      /log_level must be one of debug, info, warning, error/,
    ],
    ['text for a switch', { wyoming: 'yes' }, /wyoming must be true or false/],
    ['a block for a list', { proxmox: home }, /option proxmox must be a list/],
    ['a slip in a key', { approver: [] }, /no option approver\. Did you mean approvers\?/],
    [
      'a slip in a key of a block',
      { proxmox: [{ ...home, tokenid: 'x' }] },
      /proxmox\[1\]\.tokenid\. Did you mean token_id\?/,
    ],
    ['a key that is like none', { zebra: 'striped' }, /no option zebra\. Known are: proxmox, /],
    ['no options at all', 'proxmox', /must be a block of options/],
  ])('name the option and the mend: %s', (_name, options, expected) => {
    const message = messageOf(() => parseOptions(options));
    expect(message).toMatch(expected);
    expect(message).not.toContain(secret);
    expect(message.split('\n')).toHaveLength(1);
  });

  it('never show a secret that is wrong itself', () => {
    for (const wrong of [
      { proxmox: [{ ...home, token_secret: [secret] }] },
      { approvers: [{ user: 'alice', pin: secret }] },
      { proxmox: [{ ...home, token_id: secret }] },
    ])
      expect(messageOf(() => parseOptions(wrong))).not.toContain(secret);
  });

  it('say that a certificate is no certificate', () => {
    const file = temporaryFile('ca.pem', 'not a certificate');
    expect(messageOf(() => parseOptions({ proxmox: [{ ...home, ca_file: file }] }))).toMatch(
      /is not a certificate in PEM.*pve-root-ca\.pem/,
    );
  });
});

describe('a file of options', () => {
  it('is JSON or YAML', () => {
    const json = temporaryFile('options.json', JSON.stringify({ proxmox: [home] }));
    const yaml = temporaryFile('options.yaml', `proxmox:\n  - ${JSON.stringify(home)}\n`);
    expect(readOptionsFile(json)).toEqual(readOptionsFile(yaml));
    expect(readOptionsFile(json).proxmox).toEqual([home]);
  });

  it('says where a slip in the writing is, without the line itself', () => {
    const text = `{\n  "proxmox": [{ "token_secret": "${secret}" "url": "x" }]\n}\n`;
    const file = temporaryFile('options.json', text);
    const message = messageOf(() => readOptionsFile(file));
    expect(message).toMatch(/neither JSON nor YAML: line 2, column \d+/);
    expect(message).not.toContain(secret);
  });

  it('says that it cannot be read', () => {
    expect(messageOf(() => readOptionsFile('/nowhere/options.json'))).toMatch(
      /options file \/nowhere\/options\.json cannot be read/,
    );
  });
});
