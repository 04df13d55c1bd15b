import { describe, expect, it } from 'vitest';
import { StewardError } from '../../../src/core/errors.ts';
import { accountOf, checkProxmoxOptions, type ProxmoxOptions } from '../../../src/infra/proxmox/options.ts';

const good: ProxmoxOptions = {
  name: 'home',
  url: 'https://192.0.2.10:8006',
  tokenId: 'steward@pve!homelab',
  tokenSecret: '7d1a2c4e-5b6f-4a83-9c0d-1e2f3a4b5c6d',
};

const refusalOf = (options: ProxmoxOptions): StewardError => {
  try {
    checkProxmoxOptions(options);
  } catch (error) {
    if (error instanceof StewardError) return error;
  }
  throw new Error('the options were accepted');
};

describe('the options of a Proxmox connection', () => {
  it.each([
    ['https://192.0.2.10', '192.0.2.10', 8006],
    ['https://pve.example/', 'pve.example', 8006],
    ['https://pve.example:443', 'pve.example', 443],
    ['https://pve.example:8443', 'pve.example', 8443],
    ['https://[2001:db8::1]:8006', '2001:db8::1', 8006],
  ])('reads host and port from %s', (url, host, port) => {
    expect(checkProxmoxOptions({ ...good, url })).toMatchObject({ host, port });
  });

  it('fills in time-outs and names the system and the account', () => {
    const connection = checkProxmoxOptions(good);
    expect(connection).toMatchObject({
      system: 'proxmox:home',
      requestTimeoutMs: 30_000,
      connectTimeoutMs: 10_000,
    });
    expect(accountOf(connection.credentials)).toBe('steward@pve!homelab');
  });

  it('takes user and password where there is no token', () => {
    const { credentials } = checkProxmoxOptions({
      name: 'home',
      url: good.url,
      user: 'steward@pve',
      password: 'x y',
    });
    expect(credentials).toEqual({ kind: 'password', user: 'steward@pve', password: 'x y' });
  });

  const wrong: readonly (readonly [keyof ProxmoxOptions, Partial<ProxmoxOptions>])[] = [
    ['name', { name: 'my home' }],
    ['url', { url: 'http://192.0.2.10:8006' }],
    ['url', { url: '192.0.2.10' }],
    ['url', { url: 'https://192.0.2.10:8006/api2/json' }],
    ['url', { url: 'https://root:secret@192.0.2.10:8006' }],
    ['tokenId', { tokenId: 'steward@pve' }],
    ['tokenId', { tokenId: undefined }],
    ['tokenSecret', { tokenSecret: undefined }],
    ['tokenSecret', { tokenSecret: '7d1a2c4e 5b6f' }],
    ['user', { tokenId: undefined, user: 'root', password: 'secret' }],
    ['password', { tokenId: undefined, user: 'root@pam' }],
    ['fingerprint', { fingerprint: 'AB:CD' }],
    ['ca', { ca: '/etc/pve/pve-root-ca.pem' }],
    ['requestTimeoutMs', { requestTimeoutMs: 5 }],
  ];
  it.each(wrong)('names %s when that is what is wrong: %j', (field, change) => {
    const error = refusalOf({ ...good, ...change });
    expect(error).toMatchObject({ code: 'proxmox.options', kind: 'terminal' });
    expect(Object.keys(error.fields ?? {})).toEqual([field]);
    expect(error.mend).toBeDefined();
    expect(error.message).not.toContain('secret@');
  });
});
