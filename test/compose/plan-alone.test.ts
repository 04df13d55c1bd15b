import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planAlone } from '../../src/compose/plan-alone.ts';
import { parseOptions } from '../../src/config/parse-options.ts';
import { silentLog } from '../../src/core/log.ts';
import { createBench } from '../infra/proxmox/support.ts';
import { standardCredentials } from '../standins/proxmox/access.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('plans a file against the configured systems where no Steward runs, and names those that are missing', async () => {
  const { standIn, clock } = await createBench();
  const folder = temporaryFolder();
  const authority = join(folder, 'ca.pem');
  writeFileSync(authority, standIn.caCertificate);
  const options = parseOptions({
    proxmox: [
      {
        name: 'home',
        url: standIn.url,
        ca_file: authority,
        token_id: standardCredentials.steward.tokenId,
        token_secret: standardCredentials.steward.secret,
      },
    ],
  });
  const plan = (file: string, parameters: Record<string, string>) =>
    planAlone(
      { file, text: readFileSync(join(import.meta.dirname, '../../workflows', file), 'utf8'), parameters },
      options,
      join(folder, 'workflows'),
      clock,
      silentLog,
    );
  const report = await plan('restart-guest.yaml', { guest: 'proxmox:home/guest/101' });
  expect(report).toMatchObject({
    isPossible: true,
    risk: 'disruptive',
    steps: [{ id: 'restart', state: 'planned', text: expect.stringContaining('paperless-ngx (101)') }],
  });
  const expansion = await plan('examples/storage-expansion-workflow.yaml', {});
  expect(expansion.isPossible).toBe(false);
  expect(expansion.missing.join(' ')).toMatch(
    /A host that is reached over SSH is missing .*option `hosts`.*Kubernetes is missing/,
  );
});
