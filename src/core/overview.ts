import type { ApprovalState, Decision } from './approval.ts';
import type { AutonomyView, RequirementView } from './approval-view.ts';
import type { Difference } from './difference.ts';
import type { Health } from './inventory.ts';
import type { StopState } from './kill-switch.ts';
import type { PlanStep, Risk, SkippedStep } from './plan.ts';
import type { RoiLine } from './roi.ts';
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

/** One step of a plan, as people decide on it. */
export type StepView = Pick<
  PlanStep,
  | 'id'
  | 'kind'
  | 'title'
  | 'dependsOn'
  | 'condition'
  | 'risk'
  | 'riskReasons'
  | 'interruption'
  | 'undo'
  | 'differences'
  | 'expectedDurationMs'
  | 'pastRuns'
>;

/** What a change is expected to bring and to cost. */
export interface RoiView {
  readonly minutesSaved: number;
  /** What is expected, with its uncertainty: "people's time saved", "12 min (5 to 20)". */
  readonly expected: readonly { readonly what: string; readonly value: string }[];
  /** Where the numbers come from, one sentence each. */
  readonly reasons: readonly string[];
}

/** A request and its plan. */
export interface ApprovalView {
  readonly id: string;
  readonly state: ApprovalState;
  readonly title: string;
  /** Why, in one sentence. */
  readonly purpose: string;
  readonly workflow: string;
  /** Id of the run that it undoes; null for every other request. */
  readonly undoes: string | null;
  readonly roi: RoiView;
  readonly requestedBy: string;
  readonly requestText: string;
  readonly requestedAtMs: number;
  readonly expiresAtMs: number;
  readonly risk: Risk;
  readonly riskReasons: readonly string[];
  readonly steps: readonly StepView[];
  /** Steps of the workflow that the plan leaves out, and why. */
  readonly skipped: readonly SkippedStep[];
  readonly affected: readonly string[];
  readonly planDigest: string;
  readonly decision?: Decision;
  readonly endedBecause?: string;
  readonly differences?: readonly Difference[];
  readonly issue?: number;
  readonly runId?: string;
  readonly requirement: RequirementView;
  /** Whether the person confirms that it is them when approving (destructive plans). */
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
  /** What is not as it was before, although the run did not succeed. */
  readonly remaining?: readonly Difference[];
  /** Steps that wait for a person now. */
  readonly waitsFor: readonly PersonWait[];
  /** Whether anything that it did can be undone. */
  readonly canUndo: boolean;
  /** What was expected and what came of it; once it is over. */
  readonly roi?: readonly RoiLine[];
}

/** A step that waits until a person has done something. */
export interface PersonWait {
  readonly stepId: string;
  readonly tasks: readonly { readonly task: string; readonly notes: readonly string[] }[];
  /** What the person is asked to tell, by name, e.g. `serial`. */
  readonly report: readonly string[];
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
