import type { Approval, ApprovalState } from '../../core/approval.ts';
import type { Clock, TimerHandle } from '../../core/clock.ts';
import type { InventorySource } from '../../core/inventory.ts';
import type { Log } from '../../core/log.ts';
import { isUnderWay, type Run } from '../../core/run.ts';
import type { ToIntegration } from '../protocol/to-integration.ts';
import { describeEntities } from './describe-entities.ts';
import type { CloudBytes } from './describe-steward.ts';
import { diffPictures } from './diff-pictures.ts';
import type { EntityPicture } from './picture.ts';
import { resultOfApproval, resultOfRun } from './run-result.ts';

/** What the publisher works with. */
export interface EntityPublisherDeps {
  readonly inventory: InventorySource;
  readonly approvals: {
    list(options: { states: readonly ApprovalState[] }): readonly Approval[];
    onChange(listener: (approval: Approval) => void): () => void;
  };
  readonly runs: {
    /** Newest first. */
    list(limit: number): readonly Run[];
    onChange(listener: (run: Run) => void): () => void;
  };
  readonly stewardVersion: string;
  /** What left the house for cloud models, asked at each picture. Absent: nothing ever did. */
  readonly cloudBytes?: () => CloudBytes;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps Home Assistant's entities up to date over one connection. */
export interface EntityPublisher {
  /**
   * Sends the full picture at once, and from then on what changes: at most one message per 250 ms, and each end of a
   * request as an event when it happens. Takes the place of an earlier connection.
   */
  attach(send: (message: ToIntegration) => void): void;
  /** Stops. What happens from now on is in the next full picture; its events are never told. */
  detach(): void;
}

const intervalMs = 250;
/** More than can be under way at a time. */
const newestRuns = 100;
/** States from which an approval can still come to an end of its own. */
const openStates: readonly ApprovalState[] = ['requested', 'presented', 'approved'];

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [item.id, item]));

/** Makes a publisher. Between {@link EntityPublisher.detach} and the next attach it does nothing. */
export const createEntityPublisher = (deps: EntityPublisherDeps): EntityPublisher => {
  const { inventory, approvals, runs, stewardVersion, cloudBytes, clock, log } = deps;
  /** The newest picture, also of an earlier connection: boot times go by it. */
  let picture: EntityPicture | undefined;
  let end: (() => void) | undefined;

  const detach = (): void => {
    end?.();
    end = undefined;
  };

  const attach = (send: (message: ToIntegration) => void): void => {
    detach();
    // Only what was seen open here is told when it ends: so nothing is told twice, or long after it happened.
    const open = byId(approvals.list({ states: openStates }));
    const running = byId(runs.list(newestRuns).filter(({ state }) => isUnderWay(state)));
    let sent: EntityPicture | undefined;
    let sentAtMs = Number.NEGATIVE_INFINITY;
    let timer: TimerHandle | undefined;

    const publish = (): void => {
      timer = undefined;
      try {
        picture = describeEntities(
          {
            inventory: inventory.current(),
            approvals: [...open.values()],
            runs: [...running.values()],
            nowMs: clock.now(),
            stewardVersion,
            ...(cloudBytes === undefined ? {} : { cloudBytes: cloudBytes() }),
          },
          picture,
        );
        const message = diffPictures(sent, picture);
        if (message === null) return;
        sentAtMs = clock.now();
        send(message);
        sent = picture;
      } catch (thrown) {
        log.error('The entities could not be sent to Home Assistant.', { error: String(thrown) });
      }
    };

    const publishSoon = (): void => {
      timer ??= clock.setTimeout(publish, Math.max(0, sentAtMs + intervalMs - clock.now()));
    };

    const onApproval = (approval: Approval): void => {
      if (openStates.includes(approval.state)) open.set(approval.id, approval);
      else if (open.delete(approval.id)) {
        const result = resultOfApproval(approval);
        if (result !== undefined) send(result);
      }
      publishSoon();
    };

    const onRun = (run: Run): void => {
      const result = resultOfRun(run);
      if (result === undefined) running.set(run.id, run);
      else if (running.delete(run.id)) send(result);
      publishSoon();
    };

    const unsubscribes = [
      inventory.onChange(publishSoon),
      approvals.onChange(onApproval),
      runs.onChange(onRun),
    ];
    end = () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
      if (timer !== undefined) clock.clearTimeout(timer);
    };
    publish();
  };

  return { attach, detach };
};
