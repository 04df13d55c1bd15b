import { describe, expect, it } from 'vitest';
import { homelabSecrets } from '../../../src/llm/privacy/homelab-secrets.ts';

const found = async (text: string): Promise<string[]> =>
  (await homelabSecrets.detect(text, () => false)).map(({ start, end }) => text.slice(start, end));

describe('a secret of homelabs', () => {
  it.each([
    ['password: hunter2', 'hunter2'],
    ['"password":"abc"', 'abc'],
    ['MYSQL_ROOT_PASSWORD=postgres1', 'postgres1'],
    ['DB_PASS=x9x9', 'x9x9'],
    ['my wifi password is correcthorse', 'correcthorse'],
    ['das Passwort ist Sommer2024!', 'Sommer2024!'],
    ['мой пароль: лето2024', 'лето2024'],
    ['密码是hunter2', 'hunter2'],
    ['le mot de passe est soleil', 'soleil'],
    ['PIN: 4711', '4711'],
    ['token = abcd1234x', 'abcd1234x'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow'],
    ['set the password to hunter22x', 'hunter22x'],
    ['snmp community: homelab', 'homelab'],
    ['mqtt://ha:s3cr3t@192.0.2.4:1883', 's3cr3t'],
    ['root:$6$abc$hvhjGHJhjghjGJHGjhgJGHJhg:19000', '$6$abc$hvhjGHJhjghjGJHGjhgJGHJhg'],
    ['chpasswd: { list: "root:hunter2" }', 'hunter2'],
    ['echo "root:hunter2" | chpasswd', 'hunter2'],
    ['sshpass -p hunter2 ssh x', 'hunter2'],
    ['Authorization: Bearer abcdefghijkl', 'abcdefghijkl'],
    [
      'PVEAPIToken=root@pam!steward=12345678-1234-1234-1234-123456789abc',
      '12345678-1234-1234-1234-123456789abc',
    ],
    [`PrivateKey = ${'A'.repeat(42)}E=`, `${'A'.repeat(42)}E=`],
    ['otpauth://totp/x?secret=ABC', 'otpauth://totp/x?secret=ABC'],
    [`client-key-data: ${'QUJD'.repeat(8)}==`, `${'QUJD'.repeat(8)}==`],
    ['Cookie: session=abcdefgh12', 'abcdefgh12'],
  ])('is found in %j', async (text, secret) => {
    expect(await found(text)).toContain(secret);
  });

  it.each([
    'password: !secret mqtt_password',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as Compose has it
    'DB_PASSWORD=${DB_PASSWORD}',
    'password: "{{ vault_password }}"',
    'password: string',
    'password: options.password',
    'The password is wrong.',
    'I forgot my password',
    'api_key = os.environ["KEY"]',
    'const password = readPassword();',
    'restart the token service',
    'pin: the version 4711',
    'secret: generated',
    'how do I change the password of Grafana',
    'http://localhost:8123/lovelace',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as Compose has it
    'postgres://user:${PASSWORD}@db/x',
  ])('is not found in %j', async (text) => {
    expect(await found(text)).toEqual([]);
  });
});
