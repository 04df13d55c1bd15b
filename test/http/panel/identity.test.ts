import { describe, expect, it } from 'vitest';
import { type IdentityOptions, whoIs } from '../../../src/http/panel/identity.ts';

const alice = { userId: 'a1b2c3', name: 'Alice', isAdmin: true };
const owner = { userId: 'demo', name: 'Owner', isAdmin: true };
const supervisor = '172.30.32.2';

const household: IdentityOptions = { directory: { isKnown: true, people: [alice] } };
const demo: IdentityOptions = { directory: { isKnown: false, people: [] }, demoOwner: owner };

const visit = (
  remoteAddress: string | undefined,
  headers: Record<string, string>,
  options: IdentityOptions = household,
) => whoIs({ remoteAddress, headers }, options);

describe('who looks at the panel through ingress', () => {
  it('is the user whom the Supervisor names, with the rights that Home Assistant tells', () => {
    expect(visit(supervisor, { 'x-remote-user-id': 'a1b2c3', 'x-remote-user-name': 'mallory' })).toEqual({
      kind: 'person',
      person: alice,
      through: 'ingress',
    });
  });

  it('is recognised when the address is written as an IPv6 one', () => {
    expect(visit(`::ffff:${supervisor}`, { 'x-remote-user-id': 'a1b2c3' })).toMatchObject({ kind: 'person' });
  });

  it('is believed by id alone while the integration has not told the people, without administrator rights', () => {
    const name = Buffer.from('Zoë', 'utf8').toString('latin1');
    expect(
      visit(
        supervisor,
        { 'x-remote-user-id': 'z0e', 'x-remote-user-display-name': name },
        { directory: { isKnown: false, people: [] } },
      ),
    ).toEqual({ kind: 'person', person: { userId: 'z0e', name: 'Zoë', isAdmin: false }, through: 'ingress' });
  });

  it.each([
    ['another app on the Supervisor’s network', '172.30.33.7'],
    ['a machine in the house', '192.168.1.20'],
    ['this very machine', '127.0.0.1'],
    ['an address that merely begins alike', '172.30.32.20'],
    ['a connection without an address', undefined],
  ])('is nobody when %s sends the header', (_, address) => {
    expect(visit(address, { 'x-remote-user-id': 'a1b2c3' })).toEqual({
      kind: 'nobody',
      reason: 'not-through-home-assistant',
    });
  });

  it.each([
    ['no user', {}],
    ['an empty user', { 'x-remote-user-id': '' }],
    ['two users', { 'x-remote-user-id': 'a1b2c3, b2c3d4' }],
  ])('is nobody when the Supervisor names %s', (_, headers) => {
    expect(visit(supervisor, headers as Record<string, string>)).toEqual({
      kind: 'nobody',
      reason: 'user-missing',
    });
  });

  it('is nobody when Home Assistant no longer has the user', () => {
    expect(visit(supervisor, { 'x-remote-user-id': 'gone' })).toEqual({
      kind: 'nobody',
      reason: 'user-unknown',
    });
  });

  it('does not become the demo’s owner, not even in the demo', () => {
    expect(visit(supervisor, { host: 'localhost' }, demo)).toMatchObject({ kind: 'nobody' });
  });
});

describe('who looks at the demo', () => {
  it.each([
    ['127.0.0.1', 'localhost:8099'],
    ['127.0.0.1', '127.0.0.1:8099'],
    ['::1', '[::1]:8099'],
    ['::ffff:127.0.0.1', 'LOCALHOST'],
  ])('from %s at %s is its owner', (address, host) => {
    expect(visit(address, { host }, demo)).toEqual({ kind: 'person', person: owner, through: 'demo' });
  });

  it.each([
    ['a name that was pointed at this machine', 'rebound.example:8099'],
    ['a name that begins with localhost', 'localhost.evil.example'],
    ['a name that ends in localhost', 'evil-localhost'],
    ['credentials before the host', 'localhost:1@evil.example'],
    ['no host', ''],
  ])('under %s is nobody', (_, host) => {
    expect(visit('127.0.0.1', { host }, demo)).toEqual({ kind: 'nobody', reason: 'forged-host' });
  });

  it.each(['forwarded', 'x-forwarded-for'])('through a proxy that adds %s is nobody', (header) => {
    expect(visit('127.0.0.1', { host: 'localhost', [header]: '203.0.113.9' }, demo)).toMatchObject({
      kind: 'nobody',
    });
  });

  it('from another machine is nobody', () => {
    expect(visit('192.168.1.20', { host: 'localhost' }, demo)).toMatchObject({ kind: 'nobody' });
  });

  it('is nobody when it is not the demo', () => {
    expect(visit('127.0.0.1', { host: 'localhost' })).toMatchObject({ kind: 'nobody' });
  });
});
