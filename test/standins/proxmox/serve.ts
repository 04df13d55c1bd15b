/**
 * The stand-in as a process of its own. Prints one line of JSON when it is ready:
 * `{ url, port, caCertificate, fingerprint, tokenId, tokenSecret, controlUrl }`. Ends on SIGTERM or SIGINT.
 *
 *     node test/standins/proxmox/serve.ts [--port 8006] [--control-port 0] [--task-ms 2000] [--seed 7] [--nodes 3 --guests 1000]
 */
import { parseArgs } from 'node:util';
import { standardCredentials } from './access.ts';
import { bigHomelab } from './big-homelab.ts';
import { createControlServer } from './control-server.ts';
import { demoHomelab } from './demo-homelab.ts';
import { createProxmoxStandIn } from './proxmox-standin.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    'task-ms': { type: 'string', default: '2000' },
    /** Makes loads and traffic move. */
    seed: { type: 'string' },
    nodes: { type: 'string', default: '3' },
    /** With this, a generated homelab instead of the demo's. */
    guests: { type: 'string' },
  },
});

const standIn = await createProxmoxStandIn({
  port: Number(values.port),
  taskDurationMs: Number(values['task-ms']),
  state:
    values.guests === undefined
      ? demoHomelab()
      : bigHomelab({ nodes: Number(values.nodes), guests: Number(values.guests) }),
  ...(values.seed === undefined ? {} : { liveliness: { seed: Number(values.seed) } }),
});
const control = await createControlServer(standIn, Number(values['control-port']));

process.stdout.write(
  `${JSON.stringify({
    url: standIn.url,
    port: standIn.port,
    caCertificate: standIn.caCertificate,
    fingerprint: standIn.fingerprint,
    tokenId: standardCredentials.steward.tokenId,
    tokenSecret: standardCredentials.steward.secret,
    controlUrl: control.url,
  })}\n`,
);

const stop = (): void => {
  void Promise.all([control.close(), standIn.close()]).then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
