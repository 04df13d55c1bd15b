import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { RunView } from '../../../src/core/overview.ts';
import { isUnderWay } from '../../../src/core/run.ts';
import type { Desk } from '../links/desk.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { icon } from './icon.ts';

/** What a person can have done with a run: stopped at its next safe point, or undone, which opens a request. */
export class StewardRunActions extends LitElement {
  static override properties = {
    run: { attribute: false },
    desk: { attribute: false },
    busy: { state: true },
    said: { state: true },
    failure: { state: true },
  };
  static override styles = [
    base,
    css`
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--st-2) var(--st-3);
      }
      .failure {
        color: var(--st-error);
        font-weight: 600;
      }
      p:empty {
        display: none;
      }
    `,
  ];

  declare run: RunView;
  declare desk: Desk;
  declare busy: boolean;
  declare said: string | undefined;
  declare failure: string | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { run } = this;
    const mayCancel = run.state === 'running' || run.state === 'waiting';
    if (!mayCancel && !run.canUndo && this.said === undefined) return nothing;
    return html`<div class="actions">
      ${mayCancel && this.said === undefined ? this.#button('cancel') : nothing}
      ${!isUnderWay(run.state) && run.canUndo && this.said === undefined ? this.#button('undo') : nothing}
      <p class="small soft" role="status">${this.said ?? nothing}</p>
      <p class="failure small" role="alert">${this.failure ?? nothing}</p>
    </div>`;
  }

  #button(what: 'cancel' | 'undo'): TemplateResult {
    return html`<button class="button outlined" ?disabled=${this.busy} @click=${() => this.#act(what)}>
      ${icon(what === 'undo' ? 'undo' : 'stop')}${text(what === 'undo' ? 'run.undo' : 'run.cancel')}
      <span class="unseen">: ${this.run.title}</span>
    </button>`;
  }

  async #act(what: 'cancel' | 'undo'): Promise<void> {
    const runId = this.run.id;
    this.busy = true;
    this.failure = undefined;
    const outcome = await this.desk.act(
      what === 'undo' ? { type: 'undo-run', runId } : { type: 'cancel-run', runId },
    );
    this.busy = false;
    if (!outcome.ok) {
      this.failure = outcome.message;
      return;
    }
    this.said = text(what === 'undo' ? 'run.undoAsked' : 'run.cancelling');
    this.desk.announce(this.said);
    if (outcome.result?.kind === 'request')
      this.dispatchEvent(
        new CustomEvent('steward-show-request', {
          detail: { approvalId: outcome.result.approvalId },
          bubbles: true,
          composed: true,
        }),
      );
  }
}

define('steward-run-actions', StewardRunActions);
