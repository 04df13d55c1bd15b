import { expect, it } from 'vitest';
import { diagnoseHost } from '../../../src/infra/ssh/doctor.ts';
import { createBench } from './support.ts';

it('says that a host is as it should be', async () => {
  const { host } = await createBench();
  expect((await diagnoseHost(host.reader)).map(({ check, ok }) => [check, ok])).toEqual([
    ['can be reached', true],
    ['pools can be seen', true],
  ]);
});

it('says which key a host offers that nobody has confirmed yet, and how to compare it', async () => {
  const { standIn, connect } = await createBench();
  expect(await diagnoseHost(connect({ hostKey: undefined }).reader)).toEqual([
    {
      check: 'can be reached',
      ok: false,
      detail: expect.stringContaining(standIn.fingerprint),
      mend: expect.stringContaining('ssh-keygen -lf'),
    },
  ]);
});
