import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ApprovalView } from '../../../src/core/overview.ts';
import type { StepUpEvidence } from '../../../src/core/step-up.ts';
import type { Desk } from '../links/desk.ts';
import type { ActionOutcome } from '../links/panel-link.ts';
import { ago, dateTime, duration } from '../model/format.ts';
import { isWaiting } from '../model/history.ts';
import { serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { type TextKey, text } from '../texts/texts.ts';
import { define } from './define.ts';
import { differenceList, differenceStyles } from './differences.ts';
import { icon } from './icon.ts';
import { requirement, requirementStyles } from './requirement.ts';
import { riskTag } from './risk-tag.ts';
import './steward-plan.ts';
import './steward-step-up.ts';
import { approvalStyles } from './steward-approval-styles.ts';
import type { StewardStepUp } from './steward-step-up.ts';
import { Ticking } from './ticking.ts';

/** What a person answers to a request; `take-back` only to their own. */
export type PersonsAnswer = 'approve' | 'deny' | 'take-back';

/** Hands a person's answer to Steward. */
export type Decide = (
  approval: ApprovalView,
  answer: PersonsAnswer,
  evidence?: StepUpEvidence,
) => Promise<ActionOutcome>;

/** A request that has just come into view takes no click for so long: the finger was meant for something else. */
const unarmedMs = 400;

/**
 * A request with its plan. With `decide` (the panel) it asks for the decision; without (the card, the history) it only
 * shows. `compact` leaves the plan away; `embedded` the frame and the title, which the entry around it has. `desk` is that
 * of who looks: one’s own request one may take back.
 */
export class StewardApproval extends LitElement {
  static override properties = {
    approval: { attribute: false },
    decide: { attribute: false },
    compact: { type: Boolean },
    embedded: { type: Boolean },
    desk: { attribute: false },
    sending: { state: true },
    failure: { state: true },
  };
  static override styles = [base, differenceStyles, requirementStyles, approvalStyles];

  declare approval: ApprovalView;
  declare decide: Decide | undefined;
  declare compact: boolean;
  declare embedded: boolean;
  declare desk: Desk | undefined;
  declare sending: PersonsAnswer | undefined;
  declare failure: string | undefined;
  readonly #shownAt = performance.now();

  constructor() {
    super();
    this.compact = false;
    this.embedded = false;
    new Ticking(this, 1_000);
  }

  /** Focuses the whole request; a `tabindex` on the element itself would take its buttons out of the order. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('article')?.focus(options);
  }

  protected override render(): TemplateResult {
    const { approval } = this;
    return html`<article class=${this.embedded ? '' : 'card'} aria-label=${approval.title} tabindex="-1">
      <header>
        <div class="row">${riskTag(approval.risk)}${this.#deadline()}</div>
        ${this.embedded ? nothing : html`<h3>${approval.title}</h3>`}
        <p class="asked soft small">
          ${text('request.asked', { name: approval.requestedBy })}
          <q>${approval.requestText}</q>
          <span title=${dateTime(approval.requestedAtMs)}>${ago(approval.requestedAtMs)}</span>
        </p>
      </header>
      ${this.compact ? nothing : html`<steward-plan .approval=${approval}></steward-plan>`}
      ${!this.compact && isWaiting(approval) ? requirement(approval.requirement) : nothing}
      ${this.#end()}
      ${this.decide !== undefined && isWaiting(approval) ? this.#decision() : nothing}
    </article>`;
  }

  #deadline(): TemplateResult {
    const { approval } = this;
    if (!isWaiting(approval))
      return html`<span class="small soft">${text(`state.${approval.state}` satisfies TextKey)}</span>`;
    const leftMs = approval.expiresAtMs - serverNow();
    return html`<span class="small soft number" title=${dateTime(approval.expiresAtMs)}>
      ${icon('clock')}
      ${leftMs > 0 ? text('request.expires', { time: duration(leftMs) }) : text('request.expired')}
    </span>`;
  }

  #end(): TemplateResult | typeof nothing {
    const { decision, endedBecause, differences, state } = this.approval;
    if (decision === undefined && endedBecause === undefined) return nothing;
    const by =
      decision === undefined
        ? undefined
        : text('state.by', {
            state: text(state === 'denied' ? 'state.denied' : 'state.approved'),
            name: decision.name,
            when: ago(decision.atMs),
          });
    return html`<section class="end">
      ${
        by === undefined
          ? nothing
          : html`<p>
              ${by}
              ${
                decision?.stepUp === undefined
                  ? nothing
                  : html`<span class="small soft">
                      (${text('state.confirmed', { method: text(`stepUp.${decision.stepUp}`) })})
                    </span>`
              }
            </p>`
      }
      ${(decision?.reasons ?? []).map((reason) => html`<p class="small soft">${reason}</p>`)}
      ${endedBecause === undefined ? nothing : html`<p>${endedBecause}</p>`}
      ${
        differences === undefined || differences.length === 0
          ? nothing
          : html`<p class="small soft">${text('request.changed')}</p>
            ${differenceList(differences)}`
      }
    </section>`;
  }

  #decision(): TemplateResult {
    const { needsStepUp, risk, requestedBy, requirement: required } = this.approval;
    const mayApprove = required.mayApprove.some(({ userId }) => userId === this.desk?.userId);
    const isBusy = this.sending !== undefined;
    return html`<form @submit=${(event: SubmitEvent) => this.#submit(event)}>
      ${
        needsStepUp && mayApprove
          ? html`<steward-step-up
              .desk=${this.desk}
              .hint=${text('stepUp.hint')}
              ?disabled=${isBusy}
              @steward-send=${() => this.#form()?.requestSubmit()}
            ></steward-step-up>`
          : nothing
      }
      <p class="failure" role="alert">${this.failure ?? nothing}</p>
      <div class="answers">
        ${
          mayApprove
            ? html`<button
                class="button filled ${risk === 'destructive' ? 'danger' : ''}"
                type="submit"
                ?disabled=${isBusy}
              >
                ${this.sending === 'approve' ? text('request.sending') : text('request.approve')}
                <span class="unseen">: ${this.approval.title}</span>
              </button>`
            : html`<p class="small soft">${text('requirement.notYou')}</p>`
        }
        <button class="button outlined" type="button" ?disabled=${isBusy} @click=${() => this.#answer('deny')}>
          ${this.sending === 'deny' ? text('request.sending') : text('request.deny')}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
      </div>
      ${
        this.desk?.name === requestedBy
          ? html`<button
              class="button plain take-back"
              type="button"
              ?disabled=${isBusy}
              @click=${() => this.#answer('take-back')}
            >
              ${this.sending === 'take-back' ? text('request.sending') : text('request.takeBack')}
            </button>`
          : nothing
      }
    </form>`;
  }

  #form(): HTMLFormElement | null {
    return this.renderRoot.querySelector('form');
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const stepUp = this.renderRoot.querySelector<StewardStepUp>('steward-step-up');
    if (stepUp === null) return this.#answer('approve');
    if (this.sending !== undefined) return;
    const taken = await stepUp.take(`approve ${this.approval.id}`);
    if (taken.ok) return this.#answer('approve', taken.value);
    this.failure = taken.message;
  }

  async #answer(answer: PersonsAnswer, evidence?: StepUpEvidence): Promise<void> {
    if (this.decide === undefined || this.sending !== undefined) return;
    if (performance.now() - this.#shownAt < unarmedMs) return;
    this.sending = answer;
    this.failure = undefined;
    const outcome = await this.decide(this.approval, answer, evidence);
    this.sending = undefined;
    if (!outcome.ok) this.failure = outcome.message;
  }
}

define('steward-approval', StewardApproval);
