import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ApprovalView } from '../../../src/core/overview.ts';
import type { DecisionOutcome } from '../links/panel-link.ts';
import { ago, dateTime, duration, short } from '../model/format.ts';
import { isWaiting } from '../model/history.ts';
import { serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { type TextKey, text } from '../texts/texts.ts';
import { define } from './define.ts';
import { differenceList, differenceStyles } from './differences.ts';
import { type IconName, icon } from './icon.ts';
import { approvalStyles } from './steward-approval-styles.ts';
import { Ticking } from './ticking.ts';

/** What a person answers to a request; `take-back` only to their own. */
export type PersonsAnswer = 'approve' | 'deny' | 'take-back';

/** Hands a person's answer to Steward. */
export type Decide = (
  approval: ApprovalView,
  answer: PersonsAnswer,
  pin?: string,
) => Promise<DecisionOutcome>;

const riskLooks: Readonly<Record<ApprovalView['risk'], { classes: string; icon: IconName }>> = {
  read: { classes: 'ok', icon: 'search' },
  reversible: { classes: 'ok', icon: 'undo' },
  disruptive: { classes: 'warning', icon: 'pause' },
  destructive: { classes: 'error', icon: 'warning' },
};

/** A request that has just come into view takes no click for so long: the finger was meant for something else. */
const unarmedMs = 400;

/**
 * A request with its plan. With `decide` (the panel) it asks for the decision; without (the card, the history) it only
 * shows. `compact` leaves the plan away; `embedded` the frame and the title, which the entry around it has. `person` is the
 * name of who looks: one’s own request one may take back.
 */
export class StewardApproval extends LitElement {
  static override properties = {
    approval: { attribute: false },
    decide: { attribute: false },
    compact: { type: Boolean },
    embedded: { type: Boolean },
    person: { attribute: false },
    sending: { state: true },
    failure: { state: true },
  };
  static override styles = [base, differenceStyles, approvalStyles];

  declare approval: ApprovalView;
  declare decide: Decide | undefined;
  declare compact: boolean;
  declare embedded: boolean;
  declare person: string | undefined;
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
        <div class="row">${this.#risk()}${this.#deadline()}</div>
        ${this.embedded ? nothing : html`<h3>${approval.title}</h3>`}
        <p class="asked soft small">
          ${text('request.asked', { name: approval.requestedBy })}
          <q>${approval.requestText}</q>
          <span title=${dateTime(approval.requestedAtMs)}>${ago(approval.requestedAtMs)}</span>
        </p>
      </header>
      ${this.compact ? nothing : this.#plan()} ${this.#end()}
      ${this.decide !== undefined && isWaiting(approval) ? this.#decision() : nothing}
    </article>`;
  }

  #risk(): TemplateResult {
    const look = riskLooks[this.approval.risk];
    return html`<span class="tag ${look.classes}">
      ${icon(look.icon)}${text(`risk.${this.approval.risk}`)}
    </span>`;
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

  #plan(): TemplateResult {
    const { title, steps, affected, riskReasons, planDigest } = this.approval;
    return html`<div class="plan">
        <ol class="steps">
          ${steps.map(
            (step) => html`<li>
              ${
                steps.length === 1 && step.title === title
                  ? nothing
                  : html`<p class="step">
                      <span>${step.title}</span>
                      <span class="soft small number">${this.#takes(step.expectedDurationMs)}</span>
                    </p>`
              }
              ${step.differences.length === 0 ? nothing : differenceList(step.differences)}
              <p class="note">
                ${icon('pause')}
                <span>
                  ${
                    step.interruption === null
                      ? text('request.stopsNothing')
                      : html`<strong>${text('request.stops')}</strong> ${step.interruption}`
                  }
                </span>
              </p>
              <p class="note">
                ${icon('undo')}
                <span>
                  ${
                    step.undo === null
                      ? text('request.noUndo')
                      : html`<strong>${text('request.undo')}</strong> ${step.undo}`
                  }
                </span>
              </p>
            </li>`,
          )}
        </ol>
        ${
          affected.length === 0
            ? nothing
            : html`<p class="note">
                ${icon('people')}
                <span><strong>${text('request.affected')}</strong> ${affected.join(', ')}</span>
              </p>`
        }
      </div>
      <footer class="small soft">
        ${
          riskReasons.length === 0
            ? nothing
            : html`<details>
                <summary>${icon('chevron')}${text('request.why')}</summary>
                <ul class="reasons">
                  ${riskReasons.map((reason) => html`<li>${reason}</li>`)}
                </ul>
              </details>`
        }
        <span class="number">
          ${icon('clock')}${this.#takes(steps.reduce((sum, step) => sum + step.expectedDurationMs, 0))}
        </span>
        <span class="digest" title=${text('request.digestTitle', { digest: planDigest })}>
          ${icon('shield')}${text('request.digest')} <span class="mono">${short(planDigest)}</span>
        </span>
      </footer>`;
  }

  #takes(expectedDurationMs: number): string {
    return text('request.takes', { time: duration(expectedDurationMs) });
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
      ${by === undefined ? nothing : html`<p>${by}</p>`}
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
    const { needsStepUp, risk, requestedBy } = this.approval;
    const isBusy = this.sending !== undefined;
    return html`<form @submit=${(event: SubmitEvent) => this.#submit(event)}>
      ${
        needsStepUp
          ? html`<label class="pin">
              <span class="small">${text('request.pinHint')}</span>
              <input
                class="field"
                name="pin"
                type="password"
                inputmode="numeric"
                autocomplete="off"
                maxlength="64"
                placeholder=${text('request.pin')}
                aria-label=${text('request.pin')}
                ?disabled=${isBusy}
              />
            </label>`
          : nothing
      }
      <p class="failure" role="alert">${this.failure ?? nothing}</p>
      <div class="answers">
        <button
          class="button filled ${risk === 'destructive' ? 'danger' : ''}"
          type="submit"
          ?disabled=${isBusy}
        >
          ${this.sending === 'approve' ? text('request.sending') : text('request.approve')}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
        <button class="button outlined" type="button" ?disabled=${isBusy} @click=${() => this.#answer('deny')}>
          ${this.sending === 'deny' ? text('request.sending') : text('request.deny')}
          <span class="unseen">: ${this.approval.title}</span>
        </button>
      </div>
      ${
        this.person === requestedBy
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

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('input[name="pin"]');
    if (field === null) {
      void this.#answer('approve');
    } else if (field.value === '') {
      this.failure = text('request.pinMissing');
      field.focus();
    } else {
      const pin = field.value;
      field.value = '';
      void this.#answer('approve', pin);
    }
  }

  async #answer(answer: PersonsAnswer, pin?: string): Promise<void> {
    if (this.decide === undefined || this.sending !== undefined) return;
    if (performance.now() - this.#shownAt < unarmedMs) return;
    this.sending = answer;
    this.failure = undefined;
    const outcome = await this.decide(this.approval, answer, pin);
    this.sending = undefined;
    if (!outcome.ok) this.failure = outcome.message;
  }
}

define('steward-approval', StewardApproval);
