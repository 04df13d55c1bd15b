import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { bytes, duration, percent } from '../model/format.ts';
import type { GuestView, NodeGroup, NodeView } from '../model/inventory-groups.ts';
import { base } from '../styles/base.ts';
import { countText, text } from '../texts/texts.ts';
import { bar, levelOfLoad } from './bar.ts';
import { define } from './define.ts';
import { guestRow, statusText } from './guest-row.ts';
import { healthIcon, icon } from './icon.ts';
import { nodeStyles } from './steward-node-styles.ts';
import { Ticking } from './ticking.ts';

/** Guests drawn at first, and with each "show more": a node may have hundreds. */
const guestsAtOnce = 50;

/** A node that can be unfolded to its guests. */
export class StewardNode extends LitElement {
  static override properties = {
    group: { attribute: false },
    open: { type: Boolean },
    shown: { state: true },
  };
  static override styles = [base, nodeStyles];

  declare group: NodeGroup;
  declare open: boolean;
  declare shown: number;

  constructor() {
    super();
    this.open = false;
    this.shown = guestsAtOnce;
    new Ticking(this, 60_000);
  }

  protected override render(): TemplateResult {
    const { name, node, guests } = this.group;
    return html`<section class="card" aria-labelledby="name">
      <button
        class="head"
        aria-expanded=${this.open}
        aria-controls="guests"
        @click=${() => {
          this.open = !this.open;
        }}
      >
        ${healthIcon(node?.health ?? 'unknown')}
        <span class="title">
          <span id="name" class="name">${node === undefined ? text('inventory.otherNode') : name}</span>
          <span class="small soft">
            ${[
              node === undefined ? undefined : statusText(node.status),
              countText('inventory.guests', guests.length),
              this.#uptime(node),
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </span>
        </span>
        ${node === undefined ? nothing : this.#load(node)} ${icon('chevron', 'chevron')}
      </button>
      <div id="guests" ?hidden=${!this.open}>${this.open ? this.#guests(guests) : nothing}</div>
    </section>`;
  }

  #uptime(node: NodeView | undefined): string | undefined {
    return node?.uptimeSeconds === undefined
      ? undefined
      : text('inventory.up', { time: duration(node.uptimeSeconds * 1000) });
  }

  #load({ name, cpu, memoryUsedBytes, memoryTotalBytes }: NodeView): TemplateResult {
    const memory =
      memoryUsedBytes === undefined || memoryTotalBytes === undefined || memoryTotalBytes === 0
        ? undefined
        : { share: memoryUsedBytes / memoryTotalBytes, used: memoryUsedBytes, total: memoryTotalBytes };
    return html`<span class="load">
      ${
        cpu === undefined
          ? nothing
          : html`<span class="meter">
              <span class="small">
                <span class="soft">${text('inventory.cpu')}</span> <span class="number">${percent(cpu)}</span>
              </span>
              ${bar(cpu, `${name}: ${text('inventory.cpu')}`, levelOfLoad(cpu))}
            </span>`
      }
      ${
        memory === undefined
          ? nothing
          : html`<span
              class="meter"
              title=${text('inventory.memoryOf', { used: bytes(memory.used), total: bytes(memory.total) })}
            >
              <span class="small">
                <span class="soft">${text('inventory.memory')}</span>
                <span class="number">${percent(memory.share)}</span>
              </span>
              ${bar(memory.share, `${name}: ${text('inventory.memory')}`, levelOfLoad(memory.share))}
            </span>`
      }
    </span>`;
  }

  #guests(guests: readonly GuestView[]): TemplateResult {
    if (guests.length === 0) return html`<p class="soft small none">${text('inventory.noGuests')}</p>`;
    const rest = guests.length - this.shown;
    return html`<ul>
        ${guests.slice(0, this.shown).map(guestRow)}
      </ul>
      ${
        rest <= 0
          ? nothing
          : html`<button
              class="button plain"
              @click=${() => {
                this.shown += guestsAtOnce;
              }}
            >
              ${countText('inventory.more', Math.min(rest, guestsAtOnce))}
            </button>`
      }`;
  }
}

define('steward-node', StewardNode);
