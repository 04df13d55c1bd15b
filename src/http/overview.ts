import type { Approver } from '../approvals/approvers.ts';
import { autonomyView } from '../approvals/views.ts';
import type { Approval } from '../core/approval.ts';
import type { AutonomySetting } from '../core/autonomy.ts';
import { bySeverity } from '../core/health.ts';
import { type Inventory, objectsOfKind } from '../core/inventory.ts';
import type { StopState } from '../core/kill-switch.ts';
import type { InventoryView, Overview, ProblemView, SystemView } from '../core/overview.ts';
import { healthOf, problemsOf } from '../core/problems.ts';
import type { RoiRecord } from '../core/roi.ts';
import type { Run } from '../core/run.ts';
import type { Texts } from '../core/texts/texts.ts';
import { approvalView } from './approval-view.ts';
import { runView } from './run-view.ts';

/** What an overview is made from. */
export interface OverviewSource {
  readonly inventory: Inventory;
  /** Newest first. */
  readonly approvals: readonly Approval[];
  /** Newest first. */
  readonly runs: readonly Run[];
  /** The request whose plan a run carries out, also when it is no longer among the newest. */
  readonly approvalOf: (approvalId: string) => Approval | undefined;
  /** What a finished run was expected to bring and what it brought. */
  readonly roiOf: (runId: string) => RoiRecord | undefined;
  readonly isDemo: boolean;
  /** What is wrong beside the inventory, as with the tracker. Default: nothing. */
  readonly moreProblems?: readonly ProblemView[];
  readonly nowMs: number;
  readonly texts: Texts;
  /** Who may decide now. */
  readonly approvers: readonly Approver[];
  /** Settings in force, newest first. */
  readonly autonomy: readonly AutonomySetting[];
  /** Set while everything is stopped. */
  readonly stopped: StopState | undefined;
}

/** Copies what is there; a field that is undefined stays away, because JSON has no undefined. */
const present = <Part extends object>(part: Part): { [Key in keyof Part]: Exclude<Part[Key], undefined> } =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Part]: Exclude<Part[Key], undefined>;
  };

const inventoryView = (inventory: Inventory, nowMs: number): InventoryView => ({
  nodes: objectsOfKind(inventory, 'node').map((node) =>
    present({
      ref: node.ref,
      name: node.name,
      health: healthOf(node, inventory, nowMs),
      status: node.status,
      cpu: node.cpu,
      memoryUsedBytes: node.memoryUsedBytes,
      memoryTotalBytes: node.memoryTotalBytes,
      uptimeSeconds: node.uptimeSeconds,
    }),
  ) as InventoryView['nodes'],
  guests: objectsOfKind(inventory, 'guest')
    .filter((guest) => !guest.isTemplate)
    .map((guest) =>
      present({
        ref: guest.ref,
        name: guest.name,
        health: healthOf(guest, inventory, nowMs),
        vmid: guest.vmid,
        guestType: guest.guestType,
        node: guest.node,
        status: guest.status,
        cpu: guest.cpu,
        memoryUsedBytes: guest.memoryUsedBytes,
        memoryTotalBytes: guest.memoryTotalBytes,
        uptimeSeconds: guest.uptimeSeconds,
        lastBackupAtMs: guest.lastBackup === null ? null : guest.lastBackup?.takenAtMs,
      }),
    ) as InventoryView['guests'],
  pools: objectsOfKind(inventory, 'pool').map((pool) => ({
    ref: pool.ref,
    name: pool.name,
    health: healthOf(pool, inventory, nowMs),
    node: pool.node,
    status: pool.health,
    usedBytes: pool.usedBytes,
    totalBytes: pool.totalBytes,
  })),
  storages: objectsOfKind(inventory, 'storage').map((storage) =>
    present({
      ref: storage.ref,
      name: storage.name,
      node: storage.node,
      health: healthOf(storage, inventory, nowMs),
      usedBytes: storage.usedBytes,
      totalBytes: storage.totalBytes,
    }),
  ) as InventoryView['storages'],
  disks: objectsOfKind(inventory, 'disk').map((disk) =>
    present({
      ref: disk.ref,
      name: disk.name,
      node: disk.node,
      health: healthOf(disk, inventory, nowMs),
      smartHealth: disk.smartHealth,
      wearPercent: disk.wearPercent,
      sizeBytes: disk.sizeBytes,
    }),
  ) as InventoryView['disks'],
});

const systemViews = (inventory: Inventory): SystemView[] =>
  inventory.systems.map(({ system, isReachable, parts }) => ({
    system,
    isReachable,
    ...(parts.resources?.readAtMs === undefined ? {} : { readAtMs: parts.resources.readAtMs }),
    ...(parts.resources?.error === undefined ? {} : { error: parts.resources.error.message }),
  }));

const summaryOf = (problems: readonly ProblemView[], { inventory, texts }: OverviewSource): string => {
  if (inventory.systems.length === 0) return texts('freshness.none');
  const [first] = problems;
  if (first !== undefined)
    return problems.length === 1 ? first.text : texts('overview.problems', { count: problems.length });
  return texts('homelab.fine', {
    nodes: objectsOfKind(inventory, 'node').filter((node) => node.status === 'online').length,
    guests: objectsOfKind(inventory, 'guest').filter((guest) => guest.status === 'running').length,
  });
};

/** Makes what the panel and the card show. Pure; holds nothing secret. */
export const makeOverview = (source: OverviewSource): Overview => {
  const problems = [...problemsOf(source.inventory, source.nowMs), ...(source.moreProblems ?? [])].sort(
    bySeverity,
  );
  const worst = problems[0]?.severity;
  return {
    generatedAtMs: source.nowMs,
    isDemo: source.isDemo,
    summary: summaryOf(problems, source),
    health: source.inventory.systems.length === 0 ? 'unknown' : (worst ?? 'ok'),
    problems,
    approvals: source.approvals.map((approval) => approvalView(approval, source.approvers)),
    runs: source.runs.map((run) => runView(run, source.approvalOf(run.approvalId), source.roiOf(run.id))),
    inventory: inventoryView(source.inventory, source.nowMs),
    systems: systemViews(source.inventory),
    ...(source.stopped === undefined ? {} : { stopped: source.stopped }),
    autonomy: source.autonomy.map(autonomyView),
  };
};
