import { html, nothing, type TemplateResult } from 'lit';
import { ago, bytes, dateTime, duration, percent } from '../model/format.ts';
import type { GuestView } from '../model/inventory-groups.ts';
import { type TextKey, text } from '../texts/texts.ts';
import { bar, levelOfLoad } from './bar.ts';
import { healthIcon, icon } from './icon.ts';

/** A vendor’s status in words of ours where there is one. */
export const statusText = (status: string): string => {
  const keys: Readonly<Record<string, TextKey>> = {
    running: 'status.running',
    stopped: 'status.stopped',
    paused: 'status.paused',
    online: 'status.online',
    offline: 'status.offline',
    unknown: 'status.unknown',
  };
  const key = keys[status];
  return key === undefined ? status : text(key);
};

const backup = ({ lastBackupAtMs }: GuestView): TemplateResult => {
  if (lastBackupAtMs === undefined) return html`<span class="soft">${text('inventory.backupUnknown')}</span>`;
  if (lastBackupAtMs === null) return html`<span class="warning">${text('inventory.noBackup')}</span>`;
  return html`<span class="soft" title=${dateTime(lastBackupAtMs)}>
    ${text('inventory.backup', { when: ago(lastBackupAtMs) })}
  </span>`;
};

const load = (
  guest: GuestView,
  part: 'cpu' | 'memory',
  share: number | undefined,
  detail?: string,
): TemplateResult | typeof nothing => {
  if (share === undefined) return nothing;
  const label = text(`inventory.${part}`);
  return html`<span class="meter ${part}" title=${detail ?? nothing}>
    <span class="small"><span class="soft">${label}</span> <span class="number">${percent(share)}</span></span>
    ${bar(share, `${guest.name}: ${label}`, levelOfLoad(share))}
  </span>`;
};

/** One guest as an item of its node’s list. */
export const guestRow = (guest: GuestView): TemplateResult => {
  const { name, vmid, guestType, health, status, cpu, memoryUsedBytes, memoryTotalBytes, uptimeSeconds } =
    guest;
  const isRunning = status === 'running';
  const memory =
    memoryUsedBytes === undefined || memoryTotalBytes === undefined || memoryTotalBytes === 0
      ? undefined
      : memoryUsedBytes / memoryTotalBytes;
  const state = [
    statusText(status),
    isRunning && uptimeSeconds !== undefined
      ? text('inventory.up', { time: duration(uptimeSeconds * 1000) })
      : undefined,
  ].filter((part) => part !== undefined);
  return html`<li class="guest">
    ${healthIcon(health)}
    <span class="title">
      <span class="name">${name}</span>
      <span class="small soft">
        ${icon(guestType)}${text(guestType === 'vm' ? 'inventory.vm' : 'inventory.container')}
        <span class="number">${vmid}</span> · ${state.join(', ')}
      </span>
    </span>
    ${load(guest, 'cpu', isRunning ? cpu : undefined)}
    ${load(
      guest,
      'memory',
      isRunning ? memory : undefined,
      memory === undefined
        ? undefined
        : text('inventory.memoryOf', {
            used: bytes(memoryUsedBytes ?? 0),
            total: bytes(memoryTotalBytes ?? 0),
          }),
    )}
    <span class="small backup">${backup(guest)}</span>
  </li>`;
};
