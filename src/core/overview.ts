import type { ApprovalState, Decision } from './approval.ts';
import type { AutonomyView, RequirementView } from './approval-view.ts';
import type { Health } from './inventory.ts';
import type { StopState } from './kill-switch.ts';
import type { Difference, Risk } from './plan.ts';
import type { RunState, StepProgress } from './run.ts';

/**
 * What the panel and the card show: plain JSON, made from the records, holding nothing secret.
 * All times are epoch milliseconds.
 */
export interface Overview {
  readonly generatedAtMs: number;
  readonly isDemo: boolean;
  /** One sentence on the state of the homelab. */
  readonly summary: string;
  readonly health: Health;
  readonly problems: readonly ProblemView[];
  readonly approvals: readonly ApprovalView[];
  readonly runs: readonly RunView[];
  readonly inventory: InventoryView;
  readonly systems: readonly SystemView[];
  /** Set while everything is stopped. */
  readonly stopped?: StopState;
  /** What may run without asking, newest first. */
  readonly autonomy: readonly AutonomyView[];
}

/** Something that is wrong, stale or unknown. */
export interface ProblemView {
  readonly ref: string;
  readonly name: string;
  readonly severity: 'error' | 'warning' | 'unknown';
  readonly text: string;
}

/** A request and its plan. */
export interface ApprovalView {
  readonly id: string;
  readonly state: ApprovalState;
  readonly title: string;
  readonly requestedBy: string;
  readonly requestText: string;
  readonly requestedAtMs: number;
  readonly expiresAtMs: number;
  readonly risk: Risk;
  readonly riskReasons: readonly string[];
  readonly steps: readonly {
    readonly title: string;
    readonly interruption: string | null;
    readonly undo: string | null;
    readonly differences: readonly Difference[];
    readonly expectedDurationMs: number;
  }[];
  readonly affected: readonly string[];
  readonly planDigest: string;
  readonly decision?: Decision;
  readonly endedBecause?: string;
  readonly differences?: readonly Difference[];
  readonly issue?: number;
  readonly runId?: string;
  readonly requirement: RequirementView;
  /** Whether a PIN is asked when approving (destructive plans). */
  readonly needsStepUp: boolean;
}

/** A run as people see it. */
export interface RunView {
  readonly id: string;
  readonly approvalId: string;
  readonly title: string;
  readonly state: RunState;
  readonly progressPercent: number;
  readonly steps: readonly StepProgress[];
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly result?: string;
  readonly issue?: number;
  readonly commit?: string;
}

/** The inventory, ready to be drawn. */
export interface InventoryView {
  readonly nodes: readonly {
    readonly ref: string;
    readonly name: string;
    readonly health: Health;
    readonly status: string;
    readonly cpu?: number;
    readonly memoryUsedBytes?: number;
    readonly memoryTotalBytes?: number;
    readonly uptimeSeconds?: number;
  }[];
  readonly guests: readonly {
    readonly ref: string;
    readonly name: string;
    readonly health: Health;
    readonly vmid: number;
    readonly guestType: 'vm' | 'container';
    readonly node: string;
    readonly status: string;
    readonly cpu?: number;
    readonly memoryUsedBytes?: number;
    readonly memoryTotalBytes?: number;
    readonly uptimeSeconds?: number;
    /** null: no backup anywhere; absent: unknown. */
    readonly lastBackupAtMs?: number | null;
  }[];
  readonly pools: readonly {
    readonly ref: string;
    readonly name: string;
    readonly health: Health;
    readonly node: string;
    readonly status: string;
    readonly usedBytes: number;
    readonly totalBytes: number;
  }[];
  readonly storages: readonly {
    readonly ref: string;
    readonly name: string;
    readonly node: string;
    readonly health: Health;
    readonly usedBytes?: number;
    readonly totalBytes?: number;
  }[];
  readonly disks: readonly {
    readonly ref: string;
    readonly name: string;
    readonly node: string;
    readonly health: Health;
    readonly smartHealth: string;
    readonly wearPercent?: number;
    readonly sizeBytes?: number;
  }[];
}

/** A connected system and its freshness. */
export interface SystemView {
  readonly system: string;
  readonly isReachable: boolean;
  readonly readAtMs?: number;
  readonly error?: string;
}
