import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Overview } from '../../../src/core/overview.ts';
import '../components/steward-approval.ts';
import '../components/steward-banners.ts';
import '../components/steward-problems.ts';
import '../components/steward-run.ts';
import '../components/steward-summary.ts';
import { empty } from '../components/empty.ts';
import { icon } from '../components/icon.ts';
import type { Hass } from '../links/hass.ts';
import { createHassLink } from '../links/hass-link.ts';
import type { ConnectionState } from '../links/link.ts';
import { currentRuns, waitingRequests } from '../model/history.ts';
import { learnServerTime, serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { countText, text, useLanguage } from '../texts/texts.ts';
import { type CardConfig, checkConfig, configForm, findPanelPath } from './card-config.ts';

const mostRequests = 3;

/**
 * The Lovelace card: the state of the homelab, what waits and what runs. It decides nothing: no script in Home
 * Assistant’s frontend can approve, so there is only a way to the panel.
 */
export class HomelabStewardCard extends LitElement {
  static override properties = {
    hass: { attribute: false },
    config: { state: true },
    overview: { state: true },
    connection: { state: true },
  };
  static override styles = [
    tokens,
    base,
    css`
      ha-card {
        display: grid;
        gap: var(--st-4);
        padding: var(--st-4);
        height: 100%;
        align-content: start;
      }
      section {
        display: grid;
        gap: var(--st-3);
      }
      h2 {
        font-size: var(--st-size-body);
      }
      .name {
        font-size: var(--st-size-small);
        font-weight: 500;
        color: var(--st-text-soft);
      }
      .open {
        justify-self: start;
        margin-left: calc(-1 * var(--st-2));
      }
    `,
  ];

  static getConfigForm = configForm;

  static getStubConfig(): Omit<CardConfig, 'type'> {
    return {};
  }

  declare hass: Hass | undefined;
  declare config: CardConfig | undefined;
  declare overview: Overview | undefined;
  declare connection: ConnectionState;
  #close: (() => void) | undefined;
  #receivedAtMs: number | undefined;

  constructor() {
    super();
    this.connection = 'connecting';
  }

  setConfig(config: CardConfig): void {
    this.config = checkConfig(config);
  }

  getCardSize(): number {
    const waiting = this.overview === undefined ? 0 : waitingRequests(this.overview).length;
    return 3 + 2 * Math.min(waiting, mostRequests);
  }

  getGridOptions(): { columns: number; min_columns: number; rows: 'auto' } {
    return { columns: 12, min_columns: 6, rows: 'auto' };
  }

  protected override willUpdate(): void {
    if (this.hass === undefined) return;
    useLanguage(this.hass.language);
    this.style.colorScheme = this.hass.themes?.darkMode === true ? 'dark' : 'light';
    if (this.isConnected && this.#close === undefined) this.#open(this.hass);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close?.();
    this.#close = undefined;
  }

  #open(hass: Hass): void {
    this.#close = createHassLink(hass.connection).open({
      overview: (overview) => {
        learnServerTime(overview.generatedAtMs);
        this.#receivedAtMs = Date.now();
        this.overview = overview;
      },
      connection: (state) => {
        this.connection = state;
      },
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.config === undefined) return nothing;
    return html`<ha-card>
      ${this.config.title === undefined ? nothing : html`<p class="name">${this.config.title}</p>`}
      ${this.connection === 'absent' ? this.#absent() : this.#state()}
    </ha-card>`;
  }

  #absent(): TemplateResult {
    return html`<div role="status">
      ${empty('connection', text('card.notSetUp'), text('card.notSetUpDetail'))}
    </div>`;
  }

  #state(): TemplateResult {
    const { overview } = this;
    return html`<steward-banners
        demo
        .overview=${overview}
        .connection=${this.connection}
        .receivedAtMs=${this.#receivedAtMs}
      ></steward-banners>
      ${overview === undefined ? this.#waitingForState() : this.#overview(overview)} ${this.#way()}`;
  }

  #waitingForState(): TemplateResult | typeof nothing {
    return this.connection === 'connecting'
      ? html`<p class="soft" role="status">${text('app.loading')}</p>`
      : nothing;
  }

  #overview(overview: Overview): TemplateResult {
    const waiting = waitingRequests(overview);
    const runs = this.config?.show_runs === false ? [] : currentRuns(overview, serverNow());
    const problems = this.config?.show_problems === false ? [] : overview.problems;
    return html`<steward-summary .overview=${overview} compact></steward-summary>
      ${
        waiting.length === 0
          ? nothing
          : html`<section aria-labelledby="requests">
              <h2 id="requests">${text('requests.title')}</h2>
              ${repeat(
                waiting.slice(0, mostRequests),
                (approval) => approval.id,
                (approval) => html`<steward-approval .approval=${approval} compact></steward-approval>`,
              )}
              ${
                waiting.length > mostRequests
                  ? html`<p class="soft small">${countText('card.moreWaiting', waiting.length - mostRequests)}</p>`
                  : nothing
              }
            </section>`
      }
      ${
        runs.length === 0
          ? nothing
          : html`<section aria-labelledby="runs">
              <h2 id="runs">${text(runs[0]?.state === 'running' ? 'runs.title' : 'runs.ended')}</h2>
              ${repeat(
                runs,
                (run) => run.id,
                (run) => html`<steward-run .run=${run} compact></steward-run>`,
              )}
            </section>`
      }
      ${
        problems.length === 0
          ? nothing
          : html`<section aria-labelledby="problems">
              <h2 id="problems">${text('problems.title')}</h2>
              <steward-problems flat .problems=${problems}></steward-problems>
            </section>`
      }`;
  }

  #way(): TemplateResult | typeof nothing {
    const isWaiting = this.overview !== undefined && waitingRequests(this.overview).length > 0;
    const path = findPanelPath(this.hass?.panels ?? {}, this.config?.panel_path);
    if (path === undefined)
      return isWaiting ? html`<p class="soft small">${text('request.reviewHint')}</p>` : nothing;
    return html`<a
      class="button plain open"
      href=${path}
      @click=${(event: MouseEvent) => this.#navigate(event, path)}
    >
      ${text(isWaiting ? 'request.review' : 'card.open')}${icon('open')}
    </a>`;
  }

  /** Goes there as Home Assistant’s own links do, without loading its frontend again. */
  #navigate(event: MouseEvent, path: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    history.pushState(null, '', path);
    window.dispatchEvent(new CustomEvent('location-changed', { detail: { replace: false } }));
  }
}
