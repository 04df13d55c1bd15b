import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretMarker, withoutSecrets } from '../../src/tracker/without-secrets.ts';

const pem =
  '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----';

describe('a text without secrets', () => {
  it.each([
    ['a token of GitHub', `ghp_${'a1B2'.repeat(9)}`],
    ['a fine-grained token of GitHub', `github_pat_11ABCDE0${'x_9'.repeat(25)}`],
    ['a token of Proxmox', 'PVEAPIToken=steward@pve!homelab=0b1d2c3e-4f50-6172-8394-a5b6c7d8e9f0'],
    ['a private key', pem],
    ['a private key that is cut off', pem.slice(0, 50)],
    ['a private key with escaped line ends', pem.replaceAll('\n', String.raw`\n`)],
    ['a token of Home Assistant', `eyJhbGciOiJIUzI1NiJ9.${'eyJpc3MiOiJh'}.${'Zm9vYmFy'.repeat(4)}`],
    ['a key of Anthropic', `sk-ant-api03-${'Ab1_'.repeat(12)}`],
    ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE'],
  ])('has no %s', (_, secret) => {
    const clean = withoutSecrets(`The call with ${secret} failed.`, []);
    expect(clean).toContain('The call with');
    expect(clean).toContain(secretMarker);
    expect(clean).not.toContain(secret.slice(12));
  });

  it('has no password of an address and no value of a header', () => {
    expect(withoutSecrets('https://alice:hunter22@nas.lan/x', [])).toBe(
      `https://alice:${secretMarker}@nas.lan/x`,
    );
    expect(withoutSecrets('Authorization: Bearer abcdef123456', [])).toBe(
      `Authorization: Bearer ${secretMarker}`,
    );
  });

  it('has none of the known secrets, whatever is in them', () => {
    const secrets = fc.array(fc.string({ minLength: 10, maxLength: 40, unit: 'grapheme' }), { maxLength: 5 });
    fc.assert(
      fc.property(secrets, fc.string(), (known, around) => {
        const text = known.map((secret) => `${around}${secret}`).join(' and ');
        const clean = withoutSecrets(text, known);
        for (const secret of known.filter((each) => !secretMarker.includes(each) && !around.includes(each)))
          expect(clean.split(secretMarker).some((part) => part.includes(secret))).toBe(false);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it('keeps short secrets out as whole words, and leaves words alone in which they happen to be', () => {
    expect(withoutSecrets('lab12 is the password of homelab123', ['lab12'])).toBe(
      `${secretMarker} is the password of homelab123`,
    );
  });

  it('does not say what a PIN is by what is missing', () => {
    expect(withoutSecrets('Backup of 2026-11-22', ['2026'])).toBe('Backup of 2026-11-22');
  });

  it('is the same after a second pass', () => {
    const once = withoutSecrets(`${pem} ghp_${'a1B2'.repeat(9)} correct horse battery`, [
      'correct horse battery',
    ]);
    expect(withoutSecrets(once, ['correct horse battery'])).toBe(once);
    expect(once).toBe(`${secretMarker} ${secretMarker} ${secretMarker}`);
  });

  it('is the text itself when there is nothing to hide', () => {
    const text = '## Plan\n\n| paperless | status | stopped | running |\nfixes #12, digest `3f2a9c`';
    expect(withoutSecrets(text, ['s3cr3t-of-the-house'])).toBe(text);
  });
});
