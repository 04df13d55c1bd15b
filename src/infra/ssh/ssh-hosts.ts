import type { Hosts } from '../../core/hosts.ts';
import { checkCommand } from './catalogue/catalogue.ts';
import { commandLine } from './quote.ts';
import { recogniseCommand } from './recognise-command.ts';
import type { SshHost } from './ssh-host.ts';

/** All hosts together, for the engine. */
export interface SshHosts extends Hosts {
  readonly all: readonly SshHost[];
  /** Ends all connections. */
  close(): void;
}

/** Joins hosts with the catalogue of commands that may be given to them. */
export const createSshHosts = (hosts: readonly SshHost[]): SshHosts => ({
  all: hosts,
  recognise: recogniseCommand,
  spell: (command) => commandLine(checkCommand(command).words),
  close: () => {
    for (const host of hosts) host.close();
  },
});
