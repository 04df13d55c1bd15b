import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { RunView } from '../../../src/core/overview.ts';
import type { StepState } from '../../../src/core/run.ts';
import { dateTime, duration, percent, short } from '../model/format.ts';
import { serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { bar } from './bar.ts';
import { define } from './define.ts';
import { type IconName, icon } from './icon.ts';
import { Ticking } from './ticking.ts';

const stepLooks: Readonly<Record<StepState, { icon: IconName; classes: string }>> = {
  waiting: { icon: 'waiting', classes: 'unknown' },
  observing: { icon: 'working', classes: 'busy' },
  applying: { icon: 'working', classes: 'busy' },
  verifying: { icon: 'working', classes: 'busy' },
  done: { icon: 'ok', classes: 'ok' },
  failed: { icon: 'error', classes: 'error' },
  unknown: { icon: 'unknown', classes: 'warning' },
};

const stateClasses: Readonly<Record<RunView['state'], string>> = {
  running: 'accent',
  succeeded: 'ok',
  failed: 'error',
  unknown: 'warning',
  invalidated: 'warning',
  cancelled: 'unknown',
};

/**
 * A run: its steps, how far it is, and its verified result. `compact` leaves the steps away; `embedded` the frame and
 * the title, which the entry around it has.
 */
export class StewardRun extends LitElement {
  static override properties = {
    run: { attribute: false },
    compact: { type: Boolean },
    embedded: { type: Boolean },
  };
  static override styles = [
    base,
    css`
      article {
        display: grid;
        gap: var(--st-3);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--st-1) var(--st-3);
      }
      h3 {
        overflow-wrap: anywhere;
      }
      .accent,
      .busy {
        color: var(--st-accent);
      }
      .progress {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: var(--st-3);
      }
      .steps {
        display: grid;
        gap: var(--st-2);
      }
      .steps li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0 var(--st-2);
        align-items: start;
      }
      .steps .icon {
        margin-top: 2px;
      }
      .steps .detail {
        grid-column: 2 / -1;
      }
      .busy .icon {
        animation: turn 1.2s linear infinite;
      }
      .result {
        padding: var(--st-3);
        border-radius: var(--st-radius-small);
        background: var(--st-quiet);
      }
      .records {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-1) var(--st-4);
      }
      @keyframes turn {
        to {
          transform: rotate(360deg);
        }
      }
    `,
  ];

  declare run: RunView;
  declare compact: boolean;
  declare embedded: boolean;

  constructor() {
    super();
    this.compact = false;
    this.embedded = false;
    new Ticking(this, 1_000);
  }

  protected override render(): TemplateResult {
    const { run } = this;
    const isRunning = run.state === 'running';
    return html`<article class=${this.embedded ? '' : 'card'} aria-label=${run.title}>
      ${
        this.embedded
          ? nothing
          : html`<header>
              <h3>${run.title}</h3>
              ${
                isRunning
                  ? nothing
                  : html`<span class="tag ${stateClasses[run.state]}">${text(`run.${run.state}`)}</span>`
              }
            </header>`
      }
      ${
        isRunning
          ? html`<div class="progress">
              ${bar(run.progressPercent / 100, text('run.progress', { title: run.title }))}
              <span class="small soft number">
                ${percent(run.progressPercent / 100)} · ${duration(serverNow() - run.startedAtMs)}
              </span>
            </div>`
          : nothing
      }
      ${run.result === undefined ? nothing : html`<p class="result">${run.result}</p>`}
      ${this.compact || (this.#isPlain() && run.result !== undefined) ? nothing : html`<ol class="steps">${run.steps.map((step) => this.#step(step))}</ol>`}
      ${this.#records()}
    </article>`;
  }

  /** Whether its one step is called as the run is, so that the title would be there twice. */
  #isPlain(): boolean {
    const { steps, title } = this.run;
    return steps.length === 1 && steps[0]?.title === title;
  }

  #step({ title, state, startedAtMs, endedAtMs, detail }: RunView['steps'][number]): TemplateResult {
    const look = stepLooks[state];
    const saysState = this.#isPlain();
    const took = startedAtMs === undefined ? undefined : (endedAtMs ?? serverNow()) - startedAtMs;
    return html`<li>
      <span class=${look.classes}>
        ${icon(look.icon)}${saysState ? nothing : html`<span class="unseen">${text(`step.${state}`)}</span>`}
      </span>
      <span>${saysState ? text(`step.${state}`) : title}</span>
      <span class="small soft number">${took === undefined ? nothing : duration(took)}</span>
      ${detail === undefined || detail === this.run.result ? nothing : html`<span class="detail small soft">${detail}</span>`}
    </li>`;
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
