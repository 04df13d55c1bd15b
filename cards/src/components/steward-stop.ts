import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { StopState } from '../../../src/core/kill-switch.ts';
import type { Desk } from '../links/desk.ts';
import { evidenceInput } from '../links/passkey.ts';
import { ago, dateTime } from '../model/format.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { icon } from './icon.ts';
import './steward-step-up.ts';
import type { StewardStepUp } from './steward-step-up.ts';
import { Ticking } from './ticking.ts';

/** That everything is stopped, since when, by whom and why; and its release, for which the person confirms who they are. */
export class StewardStop extends LitElement {
  static override properties = {
    stopped: { attribute: false },
    desk: { attribute: false },
    isReleasing: { state: true },
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [
    base,
    css`
      section {
        display: grid;
        gap: var(--st-3);
        padding: var(--st-4);
        border: 2px solid var(--st-error);
        border-radius: var(--st-radius);
        background: color-mix(in oklab, var(--st-error) 9%, var(--st-surface));
      }
      h2 {
        display: flex;
        align-items: center;
        gap: var(--st-2);
        color: var(--st-error);
      }
      form {
        display: grid;
        gap: var(--st-3);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-2) var(--st-3);
      }
      .failure {
        color: var(--st-error);
        font-weight: 600;
      }
      p:empty {
        display: none;
      }
      .why {
        overflow-wrap: anywhere;
      }
    `,
  ];

  declare stopped: StopState;
  declare desk: Desk | undefined;
  declare isReleasing: boolean;
  declare busy: boolean;
  declare failure: string | undefined;

  constructor() {
    super();
    this.isReleasing = false;
    this.busy = false;
    new Ticking(this, 15_000);
  }

  protected override render(): TemplateResult {
    const { sinceMs, by, reason } = this.stopped;
    return html`<section aria-labelledby="stopped">
      <h2 id="stopped">${icon('stop')}${text('stop.on')}</h2>
      <p class="why">
        ${text('stop.by', { name: by })}
        <span title=${dateTime(sinceMs)}>${ago(sinceMs)}</span>: ${reason}
      </p>
      <p class="small">${text('stop.meaning')}</p>
      ${this.desk === undefined ? nothing : this.isReleasing ? this.#form() : this.#release()}
    </section>`;
  }

  #release(): TemplateResult {
    return html`<div class="actions">
      <button
        class="button outlined"
        @click=${() => {
          this.isReleasing = true;
        }}
      >
        ${text('stop.release')}
      </button>
    </div>`;
  }

  #form(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)}>
      <steward-step-up
        .desk=${this.desk}
        .hint=${text('stop.releaseHint')}
        ?disabled=${this.busy}
        @steward-send=${() => this.renderRoot.querySelector('form')?.requestSubmit()}
      ></steward-step-up>
      <p class="failure small" role="alert">${this.failure ?? nothing}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${text('stop.release')}</button>
        <button
          class="button plain"
          type="button"
          @click=${() => {
            this.isReleasing = false;
            this.failure = undefined;
          }}
        >
          ${text('stop.keep')}
        </button>
      </div>
    </form>`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const stepUp = this.renderRoot.querySelector<StewardStepUp>('steward-step-up');
    if (this.desk === undefined || stepUp === null || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    const taken = await stepUp.take('release-stop');
    const outcome = taken.ok
      ? await this.desk.act({ type: 'release-stop', stepUp: evidenceInput(taken.value) })
      : taken;
    this.busy = false;
    if (outcome.ok) this.desk.announce(text('stop.released'));
    else this.failure = outcome.message;
  }
}

define('steward-stop', StewardStop);
