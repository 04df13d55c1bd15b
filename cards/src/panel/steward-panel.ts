import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ApprovalView, Overview } from '../../../src/core/overview.ts';
import { isUnderWay } from '../../../src/core/run.ts';
import type { Decide } from '../components/steward-approval.ts';
import type { StewardChat } from '../components/steward-chat.ts';
import '../components/steward-approval.ts';
import '../components/steward-autonomy.ts';
import '../components/steward-banners.ts';
import '../components/steward-chat.ts';
import '../components/steward-egress.ts';
import '../components/steward-factors.ts';
import '../components/steward-history.ts';
import '../components/steward-inventory.ts';
import '../components/steward-problems.ts';
import '../components/steward-run.ts';
import '../components/steward-stop.ts';
import '../components/steward-summary.ts';
import { define } from '../components/define.ts';
import { empty } from '../components/empty.ts';
import { type IconName, icon, sign } from '../components/icon.ts';
import type { Desk } from '../links/desk.ts';
import type { ConnectionState } from '../links/link.ts';
import type { PanelLink, Welcome } from '../links/panel-link.ts';
import { evidenceInput } from '../links/passkey.ts';
import { currentRuns, waitingRequests } from '../model/history.ts';
import { learnServerTime, serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { countText, text } from '../texts/texts.ts';
import { panelStyles } from './steward-panel-styles.ts';

type Tab = 'overview' | 'chat' | 'inventory' | 'history' | 'control';
/** `egress` is reached from the control view. */
type View = Tab | 'egress';

const tabs: readonly Tab[] = ['overview', 'chat', 'inventory', 'history', 'control'];
const views: readonly View[] = [...tabs, 'egress'];

const viewIcons: Readonly<Record<Tab, IconName>> = {
  overview: 'overview',
  chat: 'chat',
  inventory: 'node',
  history: 'history',
  control: 'shield',
};

const announcements = {
  approve: 'request.approved',
  deny: 'request.denied',
  'take-back': 'request.takenBack',
} as const;

const viewOfAddress = (): View => views.find((view) => `#/${view}` === location.hash) ?? 'overview';

/** The panel page: views beside the chat on a wide screen; on a phone the chat is a view of its own. */
export class StewardPanel extends LitElement {
  static override properties = {
    link: { attribute: false },
    overview: { state: true },
    connection: { state: true },
    view: { state: true },
    announcement: { state: true },
    desk: { state: true },
    stopFailure: { state: true },
    takesPictures: { state: true },
  };
  static override styles = [tokens, base, panelStyles];

  declare link: PanelLink;
  declare overview: Overview | undefined;
  declare connection: ConnectionState;
  declare view: View;
  declare desk: Desk | undefined;
  /** Whether there is a model that can look at pictures. */
  declare takesPictures: boolean;
  /** Why a press on the stop did nothing. */
  declare stopFailure: string | undefined;
  /** Read out by screen readers. */
  declare announcement: string;
  #receivedAtMs: number | undefined;
  #close: (() => void) | undefined;

  constructor() {
    super();
    this.connection = 'connecting';
    this.view = viewOfAddress();
    this.announcement = '';
    this.takesPictures = false;
    this.addEventListener('steward-show-request', (event) => {
      void this.#showRequest((event as CustomEvent<{ approvalId: string }>).detail.approvalId);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onAddress);
    this.#close = this.link.open({
      overview: (overview) => {
        learnServerTime(overview.generatedAtMs);
        this.#receivedAtMs = Date.now();
        this.overview = overview;
      },
      connection: (state) => {
        this.connection = state;
      },
      welcome: (welcome) => this.#meet(welcome),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onAddress);
    this.#close?.();
  }

  #meet({ person, workflows, takesPictures }: Welcome): void {
    this.takesPictures = takesPictures;
    const { act } = this.link;
    const refreshFactors = async (): Promise<void> => {
      const outcome = await act({ type: 'factors' });
      if (outcome.ok && outcome.result?.kind === 'factors' && this.desk !== undefined)
        this.desk = { ...this.desk, factors: outcome.result.factors };
    };
    this.desk = {
      act,
      factors: this.desk?.factors,
      ...person,
      workflows,
      refreshFactors,
      announce: (sentence) => {
        this.announcement = sentence;
      },
    };
    void refreshFactors();
  }

  readonly #onAddress = (): void => {
    this.view = viewOfAddress();
  };

  #tab(): Tab {
    return this.view === 'egress' ? 'control' : this.view;
  }

  #go(view: View): void {
    this.view = view;
    history.replaceState(null, '', `#/${view}`);
    if (view === 'chat')
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<StewardChat>('steward-chat')?.focusField(),
      );
    else this.renderRoot.querySelector('.views')?.scrollTo({ top: 0 });
  }

  protected override render(): TemplateResult {
    const waiting = this.overview === undefined ? 0 : waitingRequests(this.overview).length;
    return html`<div class="page" data-view=${this.view}>
      <button class="skip button filled" @click=${() => this.#focus('.views')}>${text('app.skip')}</button>
      <header>
        <span class="brand">
          ${sign()}
          <span>
            <h1>${text('app.name')}</h1>
            ${this.overview?.isDemo === true ? html`<span class="demo">${text('app.demo')}</span>` : nothing}
          </span>
        </span>
        ${this.overview === undefined || this.overview.stopped !== undefined ? nothing : this.#stopButton()}
      </header>
      <nav aria-label=${text('nav.label')}>
        ${tabs.map(
          (view) => html`<button
            class="tab ${view}"
            aria-current=${this.#tab() === view ? 'page' : nothing}
            @click=${() => this.#go(view)}
          >
            ${icon(viewIcons[view])}
            <span>${text(`nav.${view}`)}</span>
            ${
              view === 'overview' && waiting > 0
                ? html`<span class="count" aria-label=${countText('nav.waiting', waiting)} role="img"
                    >${waiting}</span
                  >`
                : nothing
            }
          </button>`,
        )}
      </nav>
      <main>
        <div class="views" tabindex="-1">
        <div class="column">
          <steward-banners
            ?demo=${this.view === 'overview' || this.view === 'chat'}
            .overview=${this.overview}
            .connection=${this.connection}
            .receivedAtMs=${this.#receivedAtMs}
          ></steward-banners>
          <p class="stop-failure" role="alert">${
            this.stopFailure === undefined ? nothing : text('stop.failed', { reason: this.stopFailure })
          }</p>
          ${
            this.overview?.stopped === undefined
              ? nothing
              : html`<steward-stop .stopped=${this.overview.stopped} .desk=${this.desk}></steward-stop>`
          }
          ${this.overview === undefined ? this.#loading() : this.#view(this.overview)}
        </div>
        </div>
        <section class="chat-pane" aria-labelledby="chat">
        <h2 id="chat" class="chat-title">${icon('chat')}${text('chat.title')}</h2>
          ${
            this.view !== 'chat' || this.overview?.stopped === undefined
              ? nothing
              : html`<steward-stop
                class="in-chat"
                .stopped=${this.overview.stopped}
                .desk=${this.desk}
              ></steward-stop>`
          }
        <steward-chat
          .link=${this.link}
          .overview=${this.overview}
          ?connected=${this.connection === 'connected'}
          ?takesPictures=${this.takesPictures}
        ></steward-chat>
        </section>
      </main>
      <p class="unseen" role="status">${this.announcement}</p>
    </div>`;
  }

  async #stopAll(): Promise<void> {
    const outcome = await this.link.act({ type: 'stop' });
    this.stopFailure = outcome.ok ? undefined : outcome.message;
  }

  #stopButton(): TemplateResult {
    return html`<button
      class="button outlined stop"
      title=${text('stop.meaning')}
      @click=${() => void this.#stopAll()}
    >
      ${icon('stop')}<span>${text('stop.all')}</span>
    </button>`;
  }

  #loading(): TemplateResult | typeof nothing {
    return this.connection === 'lost' ? nothing : html`<p class="soft loading">${text('app.loading')}</p>`;
  }

  #view(overview: Overview): TemplateResult {
    if (this.view === 'inventory')
      return html`<h2 class="unseen">${text('inventory.title')}</h2>
        <steward-inventory .inventory=${overview.inventory}></steward-inventory>`;
    if (this.view === 'history')
      return html`<section>
        <h2>${text('history.title')}</h2>
        <steward-history .overview=${overview} .desk=${this.desk}></steward-history>
      </section>`;
    if (this.view === 'control' && this.desk !== undefined) return this.#control(overview, this.desk);
    if (this.view === 'egress')
      return html`<section aria-labelledby="egress">
        <h2 id="egress">${text('egress.title')}</h2>
        <p class="soft">${text('egress.meaning')}</p>
        <steward-egress .desk=${this.desk}></steward-egress>
      </section>`;
    return this.#overview(overview);
  }

  #control(overview: Overview, desk: Desk): TemplateResult {
    return html`<section aria-labelledby="autonomy">
        <h2 id="autonomy">${text('autonomy.title')}</h2>
        <p class="soft">${text('autonomy.meaning')}</p>
        <steward-autonomy .settings=${overview.autonomy} .desk=${desk}></steward-autonomy>
      </section>
      <section aria-labelledby="factors">
        <h2 id="factors">${text('factors.title')}</h2>
        <p class="soft">${text('factors.meaning')}</p>
        <steward-factors .desk=${desk}></steward-factors>
      </section>
      ${
        desk.isAdmin
          ? html`<section aria-labelledby="egress">
              <h2 id="egress">${text('egress.title')}</h2>
              <p class="soft">${text('egress.meaning')}</p>
              <p>
                <button class="button outlined" @click=${() => this.#go('egress')}>${text('egress.show')}</button>
              </p>
            </section>`
          : nothing
      }`;
  }

  #overview(overview: Overview): TemplateResult {
    const waiting = waitingRequests(overview);
    const runs = this.#runs(overview);
    const requests = this.#requests(waiting);
    return html`<steward-summary .overview=${overview}></steward-summary>
      ${waiting.length > 0 ? [requests, runs] : [runs, requests]}
      ${
        overview.problems.length === 0
          ? nothing
          : html`<section aria-labelledby="problems">
              <h2 id="problems">${text('problems.title')}</h2>
              <steward-problems .problems=${overview.problems}></steward-problems>
            </section>`
      }`;
  }

  #runs(overview: Overview): TemplateResult | typeof nothing {
    const runs = currentRuns(overview, serverNow());
    return runs.length === 0
      ? nothing
      : html`<section aria-labelledby="runs">
          <h2 id="runs">
            ${text(runs.some((run) => isUnderWay(run.state)) ? 'runs.title' : 'runs.ended')}
          </h2>
          ${repeat(
            runs,
            (run) => run.id,
            (run) => html`<steward-run .run=${run} .desk=${this.desk}></steward-run>`,
          )}
        </section>`;
  }

  #requests(waiting: readonly ApprovalView[]): TemplateResult {
    return html`<section aria-labelledby="requests">
      <h2 id="requests" tabindex="-1">${text('requests.title')}</h2>
      ${
        waiting.length === 0
          ? html`<div class="card">${empty('ok', text('requests.none'), text('requests.noneDetail'), 'slim')}</div>`
          : repeat(
              waiting,
              (approval) => approval.id,
              (approval) => html`<steward-approval
                id=${`request-${approval.id}`}
                .approval=${approval}
                .decide=${this.#decide}
                .desk=${this.desk}
              ></steward-approval>`,
            )
      }
    </section>`;
  }

  readonly #decide: Decide = async (approval, answer, evidence) => {
    const { id: approvalId, planDigest, title } = approval;
    const outcome = await this.link.act(
      answer === 'take-back'
        ? { type: 'cancel-request', approvalId }
        : {
            type: 'decide',
            approvalId,
            answer,
            planDigest,
            ...(evidence === undefined ? {} : { stepUp: evidenceInput(evidence) }),
          },
    );
    if (evidence !== undefined) void this.desk?.refreshFactors();
    if (outcome.ok && outcome.result?.kind === 'more-needed') {
      this.announcement = countText('requirement.more', outcome.result.count);
      return outcome;
    }
    if (outcome.ok) {
      this.announcement = text(announcements[answer], { title });
      // The buttons that had the focus go away with the request.
      this.#focus('#requests');
    }
    return outcome;
  };

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #showRequest(approvalId: string): Promise<void> {
    const isOpen =
      this.overview !== undefined && waitingRequests(this.overview).some(({ id }) => id === approvalId);
    const isRunning = this.overview?.runs.some(
      (run) => run.approvalId === approvalId && isUnderWay(run.state),
    );
    this.#go(isOpen || isRunning === true ? 'overview' : 'history');
    await this.updateComplete;
    const request = this.renderRoot.querySelector<HTMLElement>(`#request-${CSS.escape(approvalId)}`);
    request?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    request?.focus({ preventScroll: true });
  }
}

define('steward-panel', StewardPanel);
