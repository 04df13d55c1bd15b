import type { Tool } from '../host-state.ts';
import { dmesg, lsblk, smartctl } from './disk-tools.ts';
import { zfs } from './zfs.ts';
import { zpool } from './zpool.ts';

/** The tools that a host has, by name. */
export const tools: Readonly<Record<string, Tool>> = { lsblk, smartctl, dmesg, zpool, zfs };

/** The ones that stand in /usr/sbin, where only root looks. */
export const rootTools: readonly string[] = ['smartctl', 'zpool', 'zfs'];
