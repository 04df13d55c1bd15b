import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { RunView } from '../../../src/core/overview.ts';
import { isUnderWay, type StepState } from '../../../src/core/run.ts';
import type { Desk } from '../links/desk.ts';
import { dateTime, duration, percent, short } from '../model/format.ts';
import { serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { bar } from './bar.ts';
import { define } from './define.ts';
import { differenceList, differenceStyles } from './differences.ts';
import { type IconName, icon } from './icon.ts';
import './steward-run-actions.ts';
import { runStyles } from './steward-run-styles.ts';
import './steward-wait.ts';
import { Ticking } from './ticking.ts';

const stepLooks: Readonly<Record<StepState, { icon: IconName; classes: string }>> = {
  waiting: { icon: 'waiting', classes: 'unknown' },
  observing: { icon: 'working', classes: 'busy' },
  applying: { icon: 'working', classes: 'busy' },
  verifying: { icon: 'working', classes: 'busy' },
  held: { icon: 'people', classes: 'warning' },
  done: { icon: 'ok', classes: 'ok' },
  skipped: { icon: 'ok', classes: 'unknown' },
  failed: { icon: 'error', classes: 'error' },
  unknown: { icon: 'unknown', classes: 'warning' },
  undone: { icon: 'undo', classes: 'unknown' },
};

const stateClasses: Readonly<Record<RunView['state'], string>> = {
  running: 'accent',
  waiting: 'warning',
  'rolling-back': 'warning',
  succeeded: 'ok',
  'rolled-back': 'warning',
  failed: 'error',
  unknown: 'warning',
  invalidated: 'warning',
  cancelled: 'unknown',
};

/**
 * A run: its steps, how far it is, what it waits for, and its verified result. With `desk` (the panel) it can be stopped,
 * told and undone. `compact` leaves the steps away; `embedded` the frame and the title, which the entry around it has.
 */
export class StewardRun extends LitElement {
  static override properties = {
    run: { attribute: false },
    desk: { attribute: false },
    compact: { type: Boolean },
    embedded: { type: Boolean },
  };
  static override styles = [base, differenceStyles, runStyles];

  declare run: RunView;
  declare desk: Desk | undefined;
  declare compact: boolean;
  declare embedded: boolean;

  constructor() {
    super();
    this.compact = false;
    this.embedded = false;
    new Ticking(this, 1_000);
  }

  protected override render(): TemplateResult {
    const { run, desk } = this;
    return html`<article class=${this.embedded ? '' : 'card'} aria-label=${run.title}>
      ${this.embedded ? nothing : this.#header()} ${isUnderWay(run.state) ? this.#progress() : nothing}
      ${run.result === undefined ? nothing : html`<p class="result">${run.result}</p>`} ${this.#remaining()}
      ${this.compact || (this.#isPlain() && run.result !== undefined) ? nothing : this.#steps()}
      ${
        desk === undefined || this.compact
          ? nothing
          : run.waitsFor.map(
              (wait) => html`<steward-wait .wait=${wait} .run=${run} .desk=${desk}></steward-wait>`,
            )
      }
      ${this.compact ? nothing : this.#roi()} ${this.#records()}
      ${
        desk === undefined || this.compact
          ? nothing
          : html`<steward-run-actions .run=${run} .desk=${desk}></steward-run-actions>`
      }
    </article>`;
  }

  #header(): TemplateResult {
    const { title, state } = this.run;
    return html`<header>
      <h3>${title}</h3>
      ${
        state === 'running'
          ? nothing
          : html`<span class="tag ${stateClasses[state]}">${text(`run.${state}`)}</span>`
      }
    </header>`;
  }

  #progress(): TemplateResult {
    const { progressPercent, title, startedAtMs } = this.run;
    return html`<div class="progress">
      ${bar(progressPercent / 100, text('run.progress', { title }))}
      <span class="small soft number">
        ${percent(progressPercent / 100)} · ${duration(serverNow() - startedAtMs)}
      </span>
    </div>`;
  }

  #remaining(): TemplateResult | typeof nothing {
    const { remaining } = this.run;
    return remaining === undefined || remaining.length === 0
      ? nothing
      : html`<div class="remaining">
          <p><strong>${text('run.remaining')}</strong></p>
          ${differenceList(remaining, true)}
        </div>`;
  }

  /** Whether its one step is called as the run is, so that the title would be there twice. */
  #isPlain(): boolean {
    const { steps, title } = this.run;
    return steps.length === 1 && steps[0]?.title === title;
  }

  #steps(): TemplateResult {
    const own = this.run.steps.filter((step) => step.undoes === undefined);
    const undoing = this.run.steps.filter((step) => step.undoes !== undefined);
    return html`<ol class="steps">${own.map((step) => this.#step(step))}</ol>
      ${
        undoing.length === 0
          ? nothing
          : html`<p class="undoing">${text('run.undoing')}</p>
              <ol class="steps">${undoing.map((step) => this.#step(step))}</ol>`
      }`;
  }

  #step(step: RunView['steps'][number]): TemplateResult {
    const { title, state, startedAtMs, endedAtMs, detail, attention } = step;
    const look = stepLooks[state];
    const saysState = this.#isPlain();
    const took = startedAtMs === undefined ? undefined : (endedAtMs ?? serverNow()) - startedAtMs;
    const isOver = state === 'undone' || state === 'skipped';
    return html`<li>
      <span class=${look.classes}>
        ${icon(look.icon)}${saysState ? nothing : html`<span class="unseen">${text(`step.${state}`)}</span>`}
      </span>
      <span class=${isOver ? 'over' : ''}>${saysState ? text(`step.${state}`) : title}</span>
      <span class="small soft number">${took === undefined ? nothing : duration(took)}</span>
      ${isOver ? html`<span class="detail small soft">${text(`step.${state}`)}</span>` : nothing}
      ${detail === undefined || detail === this.run.result ? nothing : html`<span class="detail small soft">${detail}</span>`}
      ${attention === undefined || attention === detail ? nothing : html`<span class="attention small">${attention}</span>`}
    </li>`;
  }

  #roi(): TemplateResult | typeof nothing {
    const { roi } = this.run;
    if (roi === undefined || roi.length === 0) return nothing;
    return html`<details>
      <summary class="small soft">${icon('chevron')} ${text('roi.title')}</summary>
      <table class="roi">
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${text('roi.what')}</span></th>
            <th scope="col">${text('roi.forecast')}</th>
            <th scope="col">${text('roi.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          ${roi.map(
            ({ what, forecast, outcome, verdict }) => html`<tr>
              <th scope="row">${what}</th>
              <td>${forecast}</td>
              <td>${outcome} <span class="soft">(${verdict})</span></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }

  #records(): TemplateResult | typeof nothing {
    const { issue, commit, startedAtMs, endedAtMs } = this.run;
    if (issue === undefined && commit === undefined && endedAtMs === undefined) return nothing;
    return html`<p class="records small soft">
      ${
        endedAtMs === undefined
          ? nothing
          : html`<span>
              ${dateTime(startedAtMs)}, ${text('run.took', { time: duration(endedAtMs - startedAtMs) })}
            </span>`
      }
      ${issue === undefined ? nothing : html`<span>${text('run.issue', { number: issue })}</span>`}
      ${
        commit === undefined
          ? nothing
          : html`<span title=${commit}>${text('run.commit', { hash: short(commit) })}</span>`
      }
    </p>`;
  }
}

define('steward-run', StewardRun);
