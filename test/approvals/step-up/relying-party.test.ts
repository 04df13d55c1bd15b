import { expect, it } from 'vitest';
import { relyingPartiesOf } from '../../../src/approvals/step-up/relying-party.ts';

it('lets passkeys be at https addresses with a name, and on this very machine', () => {
  expect(
    relyingPartiesOf([
      'https://home.example:8123/',
      'https://home.example:8123',
      'http://homeassistant.local:8123',
      'https://192.168.1.5:8123',
      'https://[fd00::1]',
      'http://localhost:8099',
      'not an address',
    ]),
  ).toEqual([
    { id: 'home.example', origin: 'https://home.example:8123' },
    { id: 'localhost', origin: 'http://localhost:8099' },
  ]);
});
