import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Overview } from '../../../src/core/overview.ts';
import type { PanelLink, ReplyEnd, ReplyListener } from '../links/panel-link.ts';
import { nameOfObject } from '../model/name-of-object.ts';
import { forgetPicture, mostPictures, type Picture, readPicture } from '../model/picture.ts';
import { suggestionsFor } from '../model/suggestions.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { type Exchange, exchangeView } from './exchange.ts';
import { icon, sign } from './icon.ts';
import { chatStyles } from './steward-chat-styles.ts';

/** Turns kept on the page; older ones leave it. */
const mostExchanges = 100;

/**
 * The chat: what was said and what Steward answers, as it comes. Fires `steward-show-request` with the id of a request
 * that an answer is about.
 */
export class StewardChat extends LitElement {
  static override properties = {
    link: { attribute: false },
    overview: { attribute: false },
    connected: { type: Boolean },
    takesPictures: { type: Boolean },
    exchanges: { state: true },
    said: { state: true },
    pictures: { state: true },
    note: { state: true },
  };
  static override styles = [base, chatStyles];

  declare link: Pick<PanelLink, 'ask'>;
  declare overview: Overview | undefined;
  declare connected: boolean;
  /** Whether there is a model that can look at pictures. */
  declare takesPictures: boolean;
  declare exchanges: readonly Exchange[];
  /** The newest finished answer, for screen readers: whole sentences instead of every piece. */
  declare said: string;
  /** Pictures that go with the next question. */
  declare pictures: readonly Picture[];
  /** Said below the field when a picture cannot be taken. */
  declare note: string;
  #count = 0;

  constructor() {
    super();
    this.connected = false;
    this.takesPictures = false;
    this.exchanges = [];
    this.said = '';
    this.pictures = [];
    this.note = '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('exchanges')) return;
    const log = this.renderRoot.querySelector('.log');
    log?.scrollTo({ top: log.scrollHeight });
  }

  /** Puts the caret into the field, unless that would bring up a keyboard on the screen. */
  focusField(): void {
    if (matchMedia('(pointer: fine)').matches) this.#field()?.focus();
  }

  protected override render(): TemplateResult {
    const streaming = this.exchanges.find((exchange) => exchange.stop !== undefined);
    return html`<div class="chat">
      <div class="log" role="region" tabindex="0" aria-label=${text('chat.log')}>
        ${
          this.exchanges.length === 0
            ? html`<div class="welcome">
                ${sign()}
                <strong>${text('chat.empty')}</strong>
                <p class="soft small">${text('chat.emptyDetail')}</p>
              </div>`
            : repeat(
                this.exchanges,
                (exchange) => exchange.id,
                (exchange) =>
                  exchangeView(
                    exchange,
                    (approvalId) => this.#show(approvalId),
                    (ref) => nameOfObject(this.overview, ref),
                  ),
              )
        }
      </div>
      <p class="unseen" aria-live="polite">${this.said}</p>
      ${streaming === undefined ? this.#suggestions() : nothing}
      ${this.#attached()}
      <form class=${this.takesPictures ? 'with-pictures' : ''} @submit=${(event: SubmitEvent) => this.#submit(event)} @paste=${(event: ClipboardEvent) => this.#add(event.clipboardData?.files)}>
        ${this.takesPictures ? this.#chooser() : nothing}
        <input
          class="field"
          name="sentence"
          autocomplete="off"
          enterkeyhint="send"
          maxlength="2000"
          placeholder=${this.connected ? text('chat.placeholder') : text('chat.offline')}
          aria-label=${text('chat.input')}
        />
        ${
          streaming === undefined
            ? html`<button class="button filled round" aria-label=${text('chat.send')} ?disabled=${!this.connected}>
                ${icon('send')}
              </button>`
            : html`<button
                class="button outlined round"
                type="button"
                aria-label=${text('chat.stop')}
                @click=${() => streaming.stop?.()}
              >
                ${icon('stop')}
              </button>`
        }
      </form>
    </div>`;
  }

  #chooser(): TemplateResult {
    return html`<label class="button plain round" title=${text('chat.addPicture')}>
      <span class="unseen">${text('chat.addPicture')}</span>${icon('camera')}
      <input
        class="unseen"
        type="file"
        accept="image/*"
        multiple
        @change=${(event: Event) => this.#choose(event)}
      />
    </label>`;
  }

  #attached(): TemplateResult | typeof nothing {
    if (this.pictures.length === 0 && this.note === '') return nothing;
    return html`<div class="attached">
      ${this.pictures.map((picture, index) => {
        const number = index + 1;
        return html`<span class="thumb">
          <img src=${picture.preview} alt=${text('chat.picture', { number })} />
          <button class="remove" aria-label=${text('chat.removePicture', { number })} @click=${() => this.#remove(picture)}>
            ×
          </button>
        </span>`;
      })}
      ${this.note === '' ? nothing : html`<span class="small soft" role="status">${this.note}</span>`}
    </div>`;
  }

  #suggestions(): TemplateResult | typeof nothing {
    if (!this.connected) return nothing;
    const suggestions = suggestionsFor(
      this.overview,
      this.exchanges.map((exchange) => exchange.question),
    );
    return html`<div class="suggestions" role="group" aria-label=${text('chat.suggestions')}>
      ${suggestions.map(
        (sentence) => html`<button class="chip" @click=${() => this.ask(sentence)}>${sentence}</button>`,
      )}
    </div>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.#field();
    const typed = field?.value.trim() ?? '';
    const sentence = typed === '' && this.pictures.length > 0 ? text('chat.pictureQuestion') : typed;
    const isStreaming = this.exchanges.some((exchange) => exchange.stop !== undefined);
    if (field === null || sentence === '' || isStreaming || !this.connected) return;
    field.value = '';
    const pictures = this.pictures;
    this.pictures = [];
    this.ask(sentence, pictures);
  }

  #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>('input.field');
  }

  #choose(event: Event): void {
    const chooser = event.target as HTMLInputElement;
    void this.#add(chooser.files ?? undefined).then(() => {
      chooser.value = '';
    });
  }

  async #add(files: FileList | undefined): Promise<void> {
    this.note = '';
    if (!this.takesPictures) return;
    for (const file of [...(files ?? [])].filter(({ type }) => type.startsWith('image/'))) {
      if (this.pictures.length === mostPictures) return;
      const picture = await readPicture(file);
      if (picture === undefined) this.note = text('chat.pictureUnreadable');
      else this.pictures = [...this.pictures, picture];
    }
  }

  #remove(picture: Picture): void {
    forgetPicture(picture);
    this.pictures = this.pictures.filter((one) => one !== picture);
  }

  /** Asks as if it had been typed. */
  ask(sentence: string, pictures: readonly Picture[] = []): void {
    this.#count += 1;
    const exchange: Exchange = {
      id: this.#count,
      question: sentence,
      pictures,
      answer: '',
      stop: () => {},
      isError: false,
      approvalId: undefined,
      doing: undefined,
      draft: undefined,
      evidence: [],
    };
    const all = [...this.exchanges, exchange];
    for (const left of all.slice(0, -mostExchanges)) left.pictures.forEach(forgetPicture);
    this.exchanges = all.slice(-mostExchanges);
    const listener: ReplyListener = {
      delta: (piece) => this.#change(exchange, { answer: exchange.answer + piece }),
      progress: (doing) => this.#change(exchange, { doing }),
      end: (end) => this.#finish(exchange, end),
    };
    const stop = this.link.ask(sentence, listener, pictures);
    if (exchange.stop !== undefined) exchange.stop = stop;
    this.focusField();
  }

  #finish(exchange: Exchange, end: ReplyEnd): void {
    if (end.kind === 'final') {
      const { speech, outcome, approvalId, draft, evidence = [] } = end.reply;
      const answer = speech === '' && outcome === 'delegate' ? text('chat.delegate') : speech;
      this.#change(exchange, {
        answer,
        stop: undefined,
        isError: outcome === 'error',
        approvalId,
        draft,
        evidence,
      });
    } else {
      const note =
        end.kind === 'cancelled'
          ? text('chat.stopped')
          : end.kind === 'lost'
            ? text('chat.lost')
            : end.message;
      this.#change(exchange, {
        answer: [exchange.answer, note].filter(Boolean).join('\n'),
        stop: undefined,
        isError: end.kind !== 'cancelled',
      });
    }
    this.said = exchange.answer;
  }

  #change(exchange: Exchange, change: Partial<Exchange>): void {
    Object.assign(exchange, change);
    this.exchanges = [...this.exchanges];
  }

  #show(approvalId: string): void {
    this.dispatchEvent(
      new CustomEvent('steward-show-request', { detail: { approvalId }, bubbles: true, composed: true }),
    );
  }
}

define('steward-chat', StewardChat);
