import { digestOf } from './digest.ts';
import { StewardError } from './errors.ts';
import type { KillSwitch } from './kill-switch.ts';
import type { Effect } from './plan.ts';

/** What a Grant allows: the effects of one approved plan, for one run. */
export interface GrantScope {
  readonly approvalId: string;
  readonly runId: string;
  readonly planDigest: string;
  readonly effects: readonly Effect[];
}

let mintClaimed = false;

/**
 * Permission to carry out the effects of one approved plan. The only way to a writer: every adapter's `openWriter`
 * takes one. It can be made by nobody but the holder of the mint (`approvals/`), which hands one out when an approval
 * is consumed; an object that merely looks like a Grant is refused at run time by the private brand.
 */
export class Grant {
  readonly #allowed: ReadonlySet<string>;
  readonly #killSwitch: Pick<KillSwitch, 'isOn'> | undefined;
  #ended = false;
  readonly approvalId: string;
  readonly runId: string;
  readonly planDigest: string;

  private constructor(scope: GrantScope, killSwitch: Pick<KillSwitch, 'isOn'> | undefined) {
    this.approvalId = scope.approvalId;
    this.runId = scope.runId;
    this.planDigest = scope.planDigest;
    this.#killSwitch = killSwitch;
    this.#allowed = new Set(scope.effects.map(digestOf));
    Object.freeze(this);
  }

  /**
   * Throws unless `grant` is genuine, has not ended and covers exactly this effect, its parameters included.
   * Writers call it before every write.
   * @throws StewardError `grant.forged`, `grant.ended` or `grant.not-covered` (all terminal); `grant.stopped` (retry) while
   * the kill switch is on
   */
  static assertCovers(grant: unknown, effect: Effect): asserts grant is Grant {
    if (typeof grant !== 'object' || grant === null || !(#allowed in grant))
      throw new StewardError(`A write of ${effect.action} on ${effect.ref} came without a genuine Grant.`, {
        code: 'grant.forged',
        kind: 'terminal',
        mend: 'Changes are made only by running an approved plan.',
      });
    if (grant.#ended)
      throw new StewardError(`The Grant of run ${grant.runId} has ended.`, {
        code: 'grant.ended',
        kind: 'terminal',
      });
    const stopped = grant.#killSwitch?.isOn();
    if (stopped !== undefined)
      throw new StewardError(`Everything was stopped by ${stopped.by}: ${stopped.reason}`, {
        code: 'grant.stopped',
        kind: 'retry',
        mend: 'Release the stop in the panel.',
      });
    if (!grant.#allowed.has(digestOf(effect)))
      throw new StewardError(
        `The approved plan of run ${grant.runId} does not hold ${effect.action} on ${effect.ref} with these parameters.`,
        {
          code: 'grant.not-covered',
          kind: 'terminal',
          mend: 'Ask for the change anew, so that it can be approved.',
        },
      );
  }

  /** Throws unless `grant` is genuine. For factories that open a writer before the effect is known. */
  static assertGenuine(grant: unknown): asserts grant is Grant {
    if (typeof grant !== 'object' || grant === null || !(#allowed in grant))
      throw new StewardError('A writer was asked for without a genuine Grant.', {
        code: 'grant.forged',
        kind: 'terminal',
        mend: 'Changes are made only by running an approved plan.',
      });
  }

  /**
   * The mint: claimed once per process, by `approvals/`, when its module loads. A second claim throws, so no code that
   * is loaded later can make Grants; the architecture test keeps every other folder from importing it.
   * @throws StewardError `grant.mint-claimed`
   */
  static claimMint(): GrantMint {
    if (mintClaimed)
      throw new StewardError('The mint of Grants has been claimed already.', {
        code: 'grant.mint-claimed',
        kind: 'terminal',
      });
    mintClaimed = true;
    return {
      mint: (scope, killSwitch) => new Grant(scope, killSwitch),
      end: (grant) => {
        grant.#ended = true;
      },
    };
  }
}

/** Makes and ends Grants. Held by `approvals/` alone. */
export interface GrantMint {
  /** @param killSwitch looked at before every write: while it is on, the grant covers nothing */
  mint(scope: GrantScope, killSwitch?: Pick<KillSwitch, 'isOn'>): Grant;
  /** From now on the grant covers nothing. */
  end(grant: Grant): void;
}
