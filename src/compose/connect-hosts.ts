import { readFileSync } from 'node:fs';
import type { Options } from '../config/options.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { createSshHost } from '../infra/ssh/ssh-host.ts';
import { createSshHosts, type SshHosts } from '../infra/ssh/ssh-hosts.ts';

/**
 * Makes the adapters of the option `hosts`. Nothing is sent yet.
 * @throws StewardError `ssh.options`
 */
export const connectHosts = (hosts: Options['hosts'], clock: Clock, log: Log): SshHosts =>
  createSshHosts(
    hosts.map((host) =>
      createSshHost(
        {
          name: host.name,
          address: host.address,
          port: host.port,
          user: host.user,
          privateKey:
            host.private_key ??
            (host.private_key_file === undefined ? undefined : readFileSync(host.private_key_file, 'utf8')),
          passphrase: host.passphrase,
          password: host.password,
          hostKey: host.host_key,
          usesSudo: host.sudo,
        },
        { clock, log },
      ),
    ),
  );
