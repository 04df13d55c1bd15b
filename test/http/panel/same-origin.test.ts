import { describe, expect, it } from 'vitest';
import { isSameOrigin } from '../../../src/http/panel/same-origin.ts';

describe('a connection from the panel’s own page', () => {
  it.each<[string, 'ingress' | 'demo', Record<string, string>]>([
    ['the demo', 'demo', { origin: 'http://localhost:8099', host: 'localhost:8099' }],
    ['ingress', 'ingress', { origin: 'http://homeassistant.local:8123', host: 'homeassistant.local:8123' }],
    [
      'ingress behind a proxy that replaces Host',
      'ingress',
      { origin: 'https://ha.example', host: '10.0.0.5:8123', 'x-forwarded-host': 'ha.example' },
    ],
    [
      'ingress behind two proxies',
      'ingress',
      { origin: 'https://ha.example', host: 'inner', 'x-forwarded-host': 'ha.example, inner' },
    ],
    [
      'a standard port that is spelled out',
      'ingress',
      { origin: 'https://ha.example', host: 'ha.example:443' },
    ],
    [
      'a browser that says so',
      'demo',
      { origin: 'http://localhost:1', host: 'localhost:1', 'sec-fetch-site': 'same-origin' },
    ],
  ])('is taken: %s', (_, through, headers) => {
    expect(isSameOrigin(headers, through)).toBe(true);
  });

  it.each<[string, 'ingress' | 'demo', Record<string, string>]>([
    [
      'another site',
      'ingress',
      { origin: 'https://evil.example', host: 'ha.example', 'x-forwarded-host': 'ha.example' },
    ],
    ['another port of this machine', 'demo', { origin: 'http://localhost:3000', host: 'localhost:8099' }],
    ['no origin', 'demo', { host: 'localhost:8099' }],
    ['a sandboxed page', 'demo', { origin: 'null', host: 'localhost:8099' }],
    ['a file', 'demo', { origin: 'file://localhost', host: 'localhost' }],
    ['no host at all', 'demo', { origin: 'http://localhost' }],
    [
      'a forwarded host in the demo',
      'demo',
      { origin: 'https://evil.example', host: 'localhost', 'x-forwarded-host': 'evil.example' },
    ],
    [
      'a browser that says cross-site',
      'demo',
      { origin: 'http://localhost:1', host: 'localhost:1', 'sec-fetch-site': 'cross-site' },
    ],
    [
      'a browser that says same-site',
      'ingress',
      { origin: 'https://ha.example', host: 'ha.example', 'sec-fetch-site': 'same-site' },
    ],
  ])('is refused: %s', (_, through, headers) => {
    expect(isSameOrigin(headers, through)).toBe(false);
  });
});
