import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Health } from '../../../src/core/inventory.ts';
import type { Overview } from '../../../src/core/overview.ts';
import { atAGlance } from '../model/at-a-glance.ts';
import { ago, percent } from '../model/format.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { healthIcon, type IconName, icon } from './icon.ts';
import { Ticking } from './ticking.ts';

/** One sentence on the homelab, and the inventory in four numbers. `compact` keeps the sentence only. */
export class StewardSummary extends LitElement {
  static override properties = { overview: { attribute: false }, compact: { type: Boolean } };
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      section {
        display: grid;
        gap: var(--st-4);
      }
      .state {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--st-3);
        align-items: center;
      }
      .state > .icon {
        width: 36px;
        height: 36px;
      }
      h2 {
        font-size: var(--st-size-large);
        font-weight: 600;
        line-height: 1.3;
        letter-spacing: -0.01em;
      }
      .compact h2 {
        font-size: var(--st-size-title);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(2, 1fr);
        gap: 1px;
        overflow: hidden;
        border: var(--st-border);
        border-radius: var(--st-radius);
        background: var(--st-divider);
      }
      dl > div {
        display: grid;
        align-content: start;
        padding: var(--st-3) var(--st-4);
        background: var(--st-surface);
      }
      dt {
        display: flex;
        align-items: center;
        gap: var(--st-1);
        font-size: var(--st-size-small);
        color: var(--st-text-soft);
      }
      dd {
        font-size: 1.25rem;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        line-height: 1.5;
      }
      dd.name {
        font-size: var(--st-size-small);
        font-weight: 400;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }
      @container (min-width: 560px) {
        dl {
          grid-template-columns: repeat(4, 1fr);
        }
      }
    `,
  ];

  declare overview: Overview;
  declare compact: boolean;

  constructor() {
    super();
    this.compact = false;
    new Ticking(this, 30_000);
  }

  protected override render(): TemplateResult {
    const { summary, health } = this.overview;
    return html`<section class=${this.compact ? 'compact' : ''} aria-label=${text('summary.title')}>
      <div class="state">
        ${healthIcon(health)}
        <div>
          <span class="small ${health}">${text(`health.${health}`)}</span>
          <h2>${summary}</h2>
        </div>
      </div>
      ${this.compact ? nothing : this.#numbers()}
    </section>`;
  }

  #numbers(): TemplateResult {
    const { nodes, guests, fullestPool, oldestBackup } = atAGlance(this.overview.inventory);
    const backup =
      oldestBackup === undefined
        ? text('summary.unknown')
        : oldestBackup.atMs === null
          ? text('summary.noBackup')
          : ago(oldestBackup.atMs);
    return html`<dl>
      ${this.#number('node', text('summary.nodes'), text('summary.of', nodes), nodes.health)}
      ${this.#number('container', text('summary.guests'), text('summary.of', guests), guests.health)}
      ${this.#number(
        'pool',
        text('summary.pool'),
        fullestPool === undefined ? text('summary.none') : percent(fullestPool.share),
        fullestPool?.health ?? 'unknown',
        fullestPool?.name,
      )}
      ${this.#number(
        'backup',
        text('summary.backup'),
        backup,
        oldestBackup === undefined ? 'unknown' : oldestBackup.atMs === null ? 'warning' : 'ok',
        oldestBackup?.name,
      )}
    </dl>`;
  }

  #number(name: IconName, label: string, value: string, health: Health, of?: string): TemplateResult {
    const classes = health === 'ok' ? '' : health;
    return html`<div>
      <dt>${icon(name)}${label}</dt>
      <dd class=${classes}>${value}</dd>
      ${of === undefined ? nothing : html`<dd class="name soft">${of}</dd>`}
    </div>`;
  }
}

define('steward-summary', StewardSummary);
