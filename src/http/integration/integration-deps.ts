import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Overview } from '../../core/overview.ts';
import type { Person, Requester } from '../../core/people.ts';
import type { Phone } from '../../core/phones.ts';
import type { Conversation } from '../../core/reply.ts';
import type { AssistLink } from '../../homeassistant/assist/assist-bridge.ts';
import type { ToIntegration } from '../../homeassistant/protocol/to-integration.ts';
import type { HandleMcp } from '../mcp-route.ts';
import type { PairingDesk } from './pairing-desk.ts';

/** A message about the integration's Repairs. */
export type RepairIssue = Extract<ToIntegration, { type: 'repairs' }>['issues'][number];

/** What came of a proposal by an action or a button. */
export interface ProposalAnswer {
  readonly isOk: boolean;
  /** Data of an action's response: `approval_id`, `title`, `state`, `message`. */
  readonly response: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string; readonly mend: string };
}

/** What the integration's connection works with. */
export interface IntegrationDeps {
  readonly stewardVersion: string;
  readonly stewardId: string;
  readonly name: string;
  readonly isDemo: boolean;
  readonly desk: PairingDesk;
  readonly conversation: Conversation;
  /** People as of now, to tell known callers from unknown ones. */
  people(): readonly Person[];
  setDirectory(directory: { people: readonly Person[]; phones: readonly Phone[] }): void;
  propose(
    workflow: string,
    parameters: Readonly<Record<string, string | number | boolean>>,
    requester: Requester,
    reason: string,
  ): Promise<ProposalAnswer>;
  /** A press on an entity that Steward described; undefined when that entity is no button. */
  press(entityKey: string, requester: Requester): Promise<ProposalAnswer> | undefined;
  report(subject: 'overview' | 'approvals' | 'runs' | 'problems'): Readonly<Record<string, unknown>>;
  /** Sends the full picture at once, then changes, until detached. */
  readonly entities: { attach(send: (message: ToIntegration) => void): void; detach(): void };
  /** Home Assistant's Assist LLM API, through the integration. */
  readonly assist: AssistLink;
  overview(): Overview;
  onOverviewChange(listener: () => void): () => void;
  /** Called at once and whenever the list changes. */
  repairs(): readonly RepairIssue[];
  onRepairsChange(listener: () => void): () => void;
  /** Answers `/mcp`. Absent: there is none. */
  readonly mcp?: HandleMcp;
  readonly clock: Clock;
  readonly log: Log;
}
