import type { Approval } from '../../core/approval.ts';
import type { Clock } from '../../core/clock.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { HouseholdDirectory } from '../../core/phones.ts';
import type { Run } from '../../core/run.ts';
import type { ApprovalStore, KeyValueStore } from '../../core/stores.ts';
import type { Texts } from '../../core/texts/texts.ts';
import type { HomeAssistant } from '../home-assistant.ts';
import type { PhoneApprover } from './phone-problems.ts';

/** An answer from a phone, as it is handed to the approvals engine. */
export interface PhoneAnswer {
  readonly userId: string;
  readonly channel: 'phone';
  /** e.g. `notify.mobile_app_pixel_8` */
  readonly device: string;
  readonly planDigest: string;
}

/** What became of an answer. */
export type PhoneAnswerOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string };

/** The approvals engine, as far as phones need it. */
export interface ApprovalDesk {
  get(approvalId: string): Approval | undefined;
  list(options: { states: readonly Approval['state'][]; limit: number }): Approval[];
  markPresented(approvalId: string): void;
  approve(approvalId: string, answer: PhoneAnswer): PhoneAnswerOutcome;
  deny(approvalId: string, answer: PhoneAnswer): PhoneAnswerOutcome;
  /** Who may approve it now, whether or not they have already. */
  mayApprove(approval: Approval): readonly PhoneApprover[];
  onChange(listener: (approval: Approval) => void): () => void;
}

/** What the phone channel is given. */
export interface PhoneChannelDeps {
  readonly homeAssistant: Pick<HomeAssistant, 'callService' | 'onEvent' | 'state' | 'onState'>;
  readonly desk: ApprovalDesk;
  readonly runs: {
    get(runId: string): Run | undefined;
    onChange(listener: (run: Run) => void): () => void;
  };
  readonly nonces: Pick<ApprovalStore, 'addNonce' | 'findNonce' | 'dropNonces'>;
  readonly keyValue: KeyValueStore;
  readonly directory: () => HouseholdDirectory;
  /** Calls back when phones or people have changed. */
  readonly onDirectoryChange?: (listener: () => void) => () => void;
  readonly approvers: () => readonly PhoneApprover[];
  /** Path or address of the panel, where Details leads. */
  readonly detailsUri: () => string;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly log: Log;
  readonly texts: Texts;
}
