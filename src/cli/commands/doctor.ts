import { connectHosts } from '../../compose/connect-hosts.ts';
import { connectProxmox } from '../../compose/connect-proxmox.ts';
import { loadSurroundings } from '../../config/load-options.ts';
import { systemClock } from '../../core/clock.ts';
import { silentLog } from '../../core/log.ts';
import { diagnoseHost } from '../../infra/ssh/doctor.ts';
import type { Command } from '../command.ts';

/** `steward doctor`: what is wrong with the set-up and how to mend it. Needs no running Steward. */
export const doctor: Command = {
  usage: '',
  summary: 'check the set-up, and say how to mend what is wrong',
  options: {},
  run: async ({ isJson, print }) => {
    const { options, mode } = loadSurroundings();
    const say = (
      system: string,
      check: { check: string; ok: boolean; detail: string; mend?: string | undefined },
    ) =>
      print(
        isJson
          ? JSON.stringify({ system, ...check })
          : `${check.ok ? 'ok  ' : 'FAIL'}  ${system}: ${check.check}: ${check.detail}${check.mend === undefined ? '' : `\n      ${check.mend.replaceAll('\n', '\n      ')}`}`,
      );
    say('options', {
      check: 'can be read',
      ok: true,
      detail: mode === 'none' ? 'there are none: the demo homelab would run' : 'yes',
    });
    let isWell = true;
    for (const connection of options.proxmox) {
      const proxmox = connectProxmox(connection, systemClock, silentLog);
      try {
        for (const check of await proxmox.doctor()) {
          isWell &&= check.ok;
          say(proxmox.reader.system, check);
        }
      } finally {
        proxmox.close();
      }
    }
    const hosts = connectHosts(options.hosts, systemClock, silentLog);
    try {
      for (const { reader } of hosts.all)
        for (const check of await diagnoseHost(reader)) {
          isWell &&= check.ok;
          say(reader.system, check);
        }
    } finally {
      hosts.close();
    }
    say('approvers', {
      check: 'somebody may approve',
      ok: options.approvers.length > 0,
      detail: options.approvers.map(({ user }) => user).join(', ') || 'nobody is named',
      ...(options.approvers.length > 0 ? {} : { mend: 'Name Home Assistant users in the option approvers.' }),
    });
    return isWell && options.approvers.length > 0 ? 0 : 1;
  },
};
