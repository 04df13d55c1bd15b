import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Overview, SystemView } from '../../../src/core/overview.ts';
import type { ConnectionState } from '../links/link.ts';
import { duration, timeOfDay } from '../model/format.ts';
import { serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { type IconName, icon } from './icon.ts';
import { Ticking } from './ticking.ts';

/** What one has to know before believing the rest: the connection is lost, a system cannot be read, it is the demo. */
export class StewardBanners extends LitElement {
  static override properties = {
    overview: { attribute: false },
    connection: { attribute: false },
    receivedAtMs: { attribute: false },
    demo: { type: Boolean },
  };
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--st-2);
      }
      :host(:not([filled])) {
        display: none;
      }
      .banner {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--st-3);
        padding: var(--st-2) var(--st-4);
        border-radius: var(--st-radius);
        font-size: var(--st-size-small);
        color: var(--st-text);
        background: var(--st-accent-quiet);
      }
      .banner strong {
        font-weight: 600;
      }
      .banner .icon {
        color: var(--st-accent);
      }
      .lost {
        background: color-mix(in oklab, var(--st-error) 12%, var(--st-surface));
      }
      .lost .icon {
        color: var(--st-error);
      }
      .stale {
        background: color-mix(in oklab, var(--st-warning) 14%, var(--st-surface));
      }
      .stale .icon {
        color: var(--st-warning);
      }
    `,
  ];

  declare overview: Overview | undefined;
  declare connection: ConnectionState;
  declare receivedAtMs: number | undefined;
  /** Whether the demo is spoken of. */
  declare demo: boolean;

  constructor() {
    super();
    this.connection = 'connecting';
    this.demo = false;
    new Ticking(this, 15_000);
  }

  protected override render(): TemplateResult {
    const lost = this.#lost();
    const systems = (this.overview?.systems ?? []).filter((system) => !system.isReachable);
    const isDemo = this.demo && this.overview?.isDemo === true;
    this.toggleAttribute('filled', lost !== nothing || systems.length > 0 || isDemo);
    return html`<div role="status">${lost}</div>
      ${systems.map((system) => this.#stale(system))}
      ${isDemo ? this.#banner('', 'container', text('app.demo'), text('app.demoDetail')) : nothing}`;
  }

  #lost(): TemplateResult | typeof nothing {
    if (this.connection === 'disconnected')
      return this.#banner('lost', 'connection', text('connection.none'));
    if (this.connection !== 'lost') return nothing;
    return this.receivedAtMs === undefined
      ? this.#banner('lost', 'connection', text('connection.never'))
      : this.#banner(
          'lost',
          'connection',
          text('connection.lost'),
          text('connection.lostDetail', { time: timeOfDay(this.receivedAtMs) }),
        );
  }

  #stale({ system, readAtMs, error }: SystemView): TemplateResult {
    const what =
      readAtMs === undefined
        ? text('connection.neverRead', { system })
        : text('connection.stale', { system, age: duration(serverNow() - readAtMs) });
    return this.#banner('stale', 'warning', what, error);
  }

  #banner(classes: string, name: IconName, title: string, detail?: string): TemplateResult {
    return html`<div class="banner ${classes}">
      ${icon(name)}
      <p><strong>${title}</strong> ${detail ?? nothing}</p>
    </div>`;
  }
}

define('steward-banners', StewardBanners);
