import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSteward } from '../../src/compose/steward.ts';
import type { Surroundings } from '../../src/config/load-options.ts';
import { loadSurroundings } from '../../src/config/load-options.ts';
import { parseOptions } from '../../src/config/parse-options.ts';
import { explain, StewardError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import {
  type HomeAssistantStandIn,
  startHomeAssistantStandIn,
} from '../standins/home-assistant/home-assistant-standin.ts';
import { standardCredentials } from '../standins/proxmox/access.ts';
import { createProxmoxStandIn } from '../standins/proxmox/proxmox-standin.ts';
import type { ProxmoxStandIn } from '../standins/proxmox/standin.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let proxmox: ProxmoxStandIn;
let homeAssistant: HomeAssistantStandIn;

beforeEach(async () => {
  proxmox = await createProxmoxStandIn();
  homeAssistant = await startHomeAssistantStandIn();
});

afterEach(async () => {
  await proxmox.close();
  await homeAssistant.close();
});

const surroundingsWith = (
  change: { proxmox?: object; rest?: object; ports?: object } = {},
): Surroundings => ({
  ...loadSurroundings({}),
  dataFolder: join(temporaryFolder(), 'data'),
  options: parseOptions({
    proxmox: [
      {
        name: 'home',
        url: proxmox.url,
        token_id: standardCredentials.steward.tokenId,
        token_secret: standardCredentials.steward.secret,
        fingerprint: proxmox.fingerprint,
        ...change.proxmox,
      },
    ],
    approvers: [{ user: 'Alice' }],
    home_assistant: { url: homeAssistant.url, token: homeAssistant.token },
    ...change.rest,
  }),
  ports: { panel: 0, integration: 0, wyoming: 0, ...change.ports },
});

const start = (surroundings: Surroundings) => startSteward({ surroundings, log: silentLog });

/** The one message with which the start ends. */
const refusalOf = async (surroundings: Surroundings): Promise<string> => {
  const thrown: unknown = await start(surroundings).then(
    async (steward) => {
      await steward.stop();
      return undefined;
    },
    (error: unknown) => error,
  );
  if (!(thrown instanceof StewardError)) throw new Error(`expected a StewardError, got ${String(thrown)}`);
  return explain(thrown);
};

it('starts with good options', async () => {
  const steward = await start(surroundingsWith());
  expect(steward.ports.panel).toBeGreaterThan(0);
  await steward.stop();
});

it('names the option and the mend when the token of Proxmox is wrong, and not the token', async () => {
  const secret = '00000000-0000-0000-0000-000000000000';
  const message = await refusalOf(surroundingsWith({ proxmox: { token_secret: secret } }));
  expect(message).toMatch(/option proxmox\[1\].*does not accept steward@pve!agent/s);
  expect(message).not.toContain(secret);
  proxmox.takeRefusals();
});

it('names the option and the mend when the certificate is not the pinned one', async () => {
  const message = await refusalOf(
    surroundingsWith({ proxmox: { fingerprint: Array.from({ length: 32 }, () => 'AB').join(':') } }),
  );
  expect(message).toMatch(/option proxmox\[1\].*certificate/is);
  expect(proxmox.requests).toEqual([]);
});

it('names the option when something else than Proxmox answers there', async () => {
  const other = await createProxmoxStandIn();
  other.inject({
    match: { path: /.*/ },
    fault: { kind: 'body', body: '<html>a router</html>', contentType: 'text/html' },
  });
  const message = await refusalOf(
    surroundingsWith({ proxmox: { url: other.url, fingerprint: other.fingerprint } }),
  );
  expect(message).toMatch(/option proxmox\[1\].*not.*Proxmox/is);
  await other.close();
});

it('names the option when the name in the address does not exist', async () => {
  const message = await refusalOf(
    surroundingsWith({ proxmox: { url: 'https://no-such-host.invalid:8006' } }),
  );
  expect(message).toMatch(/option proxmox\[1\].*cannot be found/s);
});

it('starts all the same when Proxmox is merely switched off', async () => {
  const { url } = proxmox;
  await proxmox.close();
  const steward = await start(surroundingsWith({ proxmox: { url } }));
  await steward.stop();
  proxmox = await createProxmoxStandIn();
});

it('names the approver whom Home Assistant does not know, and those whom it knows', async () => {
  const message = await refusalOf(surroundingsWith({ rest: { approvers: [{ user: 'Mallory' }] } }));
  expect(message).toBe(
    'The option approvers names "Mallory", whom Home Assistant does not know (or twice). Name one of: Alice, Bob.',
  );
});

it('names the option when Home Assistant refuses the token, and not the token', async () => {
  const token = 'a-wrong-and-secret-token';
  const message = await refusalOf(
    surroundingsWith({ rest: { home_assistant: { url: homeAssistant.url, token } } }),
  );
  expect(message).toMatch(/option home_assistant\.token does not work.*administrator/s);
  expect(message).not.toContain(token);
});

it.each(['panel', 'integration', 'wyoming'])('names the port of the %s that is in use', async (name) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const message = await refusalOf(surroundingsWith({ ports: { [name]: port } }));
  expect(message).toMatch(new RegExp(`Port ${port} .*STEWARD_${name.toUpperCase()}_PORT`));
  await new Promise((resolve) => taken.close(resolve));
});

it('leaves nothing behind after a start that failed: the next one succeeds on the same folder', async () => {
  const surroundings = surroundingsWith({ rest: { approvers: [{ user: 'Mallory' }] } });
  await refusalOf(surroundings);
  const steward = await start({ ...surroundings, options: surroundingsWith().options });
  await steward.stop();
});
