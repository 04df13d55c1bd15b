import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PersonWait, RunView } from '../../../src/core/overview.ts';
import type { Desk } from '../links/desk.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { icon } from './icon.ts';

/** A step that waits for a person: what there is to do, and a form for what they report. */
export class StewardWait extends LitElement {
  static override properties = {
    wait: { attribute: false },
    run: { attribute: false },
    desk: { attribute: false },
    busy: { state: true },
    isSure: { state: true },
    said: { state: true },
    failure: { state: true },
  };
  static override styles = [
    base,
    css`
      form {
        display: grid;
        gap: var(--st-3);
        padding: var(--st-4);
        border: 1px solid var(--st-warning-fill);
        border-radius: var(--st-radius-small);
        background: color-mix(in oklab, var(--st-warning-fill) 7%, var(--st-surface));
      }
      h4 {
        display: flex;
        gap: var(--st-2);
        margin: 0;
        font-size: var(--st-size-body);
        font-weight: 600;
      }
      ol {
        display: grid;
        gap: var(--st-1);
        padding-left: var(--st-5);
        list-style: decimal;
      }
      li {
        overflow-wrap: anywhere;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: var(--st-3);
      }
      label {
        display: grid;
        gap: var(--st-1);
        font-size: var(--st-size-small);
      }
      .field {
        width: 100%;
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
    `,
  ];

  declare wait: PersonWait;
  declare run: RunView;
  declare desk: Desk;
  declare busy: boolean;
  declare isSure: boolean;
  declare said: string | undefined;
  declare failure: string | undefined;

  protected override render(): TemplateResult {
    const { tasks, report } = this.wait;
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)}>
      <h4>${icon('people')}${text('wait.title')}</h4>
      <ol class="small">
        ${tasks.map(
          ({ task, notes }) => html`<li>
            ${task}${notes.map((line) => html`<br /><span class="soft">${line}</span>`)}
          </li>`,
        )}
      </ol>
      <div class="fields" ?hidden=${report.length === 0}>
        ${report.map(
          (field) => html`<label>
            ${this.#label(field)}
            <input class="field" name=${field} required maxlength="500" autocomplete="off" />
          </label>`,
        )}
      </div>
      <p class="failure small" role="alert">${this.failure ?? nothing}</p>
      <p class="small" role="status">${this.said ?? nothing}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${text('wait.done')}</button>
        <button class="button outlined" type="button" ?disabled=${this.busy} @click=${() => this.#cannot()}>
          ${text(this.isSure ? 'wait.cannotSure' : 'wait.cannot')}
        </button>
      </div>
    </form>`;
  }

  /** "serial" and "serialNumber" as people read them. */
  #label(field: string): string {
    const words = field
      .replaceAll('_', ' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input')];
    return this.#report({
      done: true,
      ...Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    });
  }

  /** Ends the run, so it takes two presses. */
  async #cannot(): Promise<void> {
    if (this.isSure) await this.#report({ failed: true });
    this.isSure = !this.isSure;
  }

  async #report(values: Record<string, string | boolean>): Promise<void> {
    this.busy = true;
    this.failure = undefined;
    const { stepId } = this.wait;
    const outcome = await this.desk.act({ type: 'report', runId: this.run.id, stepId, values });
    this.busy = false;
    if (!outcome.ok) {
      this.failure = outcome.message;
      return;
    }
    this.said = text('wait.told');
    this.desk.announce(this.said);
  }
}

define('steward-wait', StewardWait);
