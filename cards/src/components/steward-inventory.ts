import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Health } from '../../../src/core/inventory.ts';
import type { InventoryView } from '../../../src/core/overview.ts';
import { bytes, percent } from '../model/format.ts';
import {
  type DiskView,
  type InventoryFilter,
  type PoolView,
  type StorageView,
  showInventory,
} from '../model/inventory-groups.ts';
import { base } from '../styles/base.ts';
import { type TextKey, text } from '../texts/texts.ts';
import { type BarLevel, bar } from './bar.ts';
import { define } from './define.ts';
import { empty } from './empty.ts';
import { healthIcon, type IconName, icon } from './icon.ts';
import { inventoryStyles } from './steward-inventory-styles.ts';
import './steward-node.ts';

const filters: readonly InventoryFilter[] = ['all', 'attention', 'running', 'stopped'];

/** Up to so many guests all nodes stand open; above, one unfolds them. */
const mostGuestsUnfolded = 60;

const levelOf = (health: Health): BarLevel => (health === 'error' || health === 'warning' ? health : 'ok');

/** Nodes with their guests, pools, storages and disks, with search and filter. */
export class StewardInventory extends LitElement {
  static override properties = {
    inventory: { attribute: false },
    query: { state: true },
    filter: { state: true },
  };
  static override styles = [base, inventoryStyles];

  declare inventory: InventoryView;
  declare query: string;
  declare filter: InventoryFilter;

  constructor() {
    super();
    this.query = '';
    this.filter = 'all';
  }

  protected override render(): TemplateResult {
    const { nodes, guests } = this.inventory;
    if (nodes.length + guests.length === 0)
      return html`<div class="card">
        ${empty('node', text('inventory.none'), text('inventory.noneDetail'))}
      </div>`;
    const shown = showInventory(this.inventory, this.query, this.filter);
    const isNarrowed = this.query.trim() !== '' || this.filter !== 'all';
    const isUnfolded =
      shown.groups.reduce((sum, group) => sum + group.guests.length, 0) <= mostGuestsUnfolded ||
      (isNarrowed && shown.groups.length === 1);
    return html`${this.#search()}
      ${shown.isEmpty ? this.#noMatch() : nothing}
      ${this.#group(
        'inventory.pools',
        shown.pools.map((pool) => this.#pool(pool)),
      )}
      ${
        shown.groups.length === 0
          ? nothing
          : html`<section aria-labelledby="nodes">
              <h2 id="nodes">${text('inventory.nodes')}</h2>
              <div class="nodes">
                ${repeat(
                  shown.groups,
                  (group) => `${group.name}/${isUnfolded}`,
                  (group) => html`<steward-node .group=${group} ?open=${isUnfolded}></steward-node>`,
                )}
              </div>
            </section>`
      }
      ${this.#group(
        'inventory.storages',
        shown.storages.map((storage) => this.#storage(storage)),
      )}
      ${this.#group(
        'inventory.disks',
        shown.disks.map((disk) => this.#disk(disk)),
      )}`;
  }

  #search(): TemplateResult {
    return html`<search>
      <label class="find">
        ${icon('search')}
        <input
          class="field"
          type="search"
          .value=${this.query}
          placeholder=${text('inventory.search')}
          aria-label=${text('inventory.search')}
          @input=${(event: InputEvent) => {
            this.query = (event.target as HTMLInputElement).value;
          }}
        />
      </label>
      <div class="filters" role="group" aria-label=${text('inventory.filter')}>
        ${filters.map(
          (filter) => html`<button
            class="chip"
            aria-pressed=${this.filter === filter}
            @click=${() => {
              this.filter = filter;
            }}
          >
            ${text(`inventory.${filter}`)}
          </button>`,
        )}
      </div>
    </search>`;
  }

  #noMatch(): TemplateResult {
    return html`<div class="card" role="status">
      ${empty('search', text('inventory.noMatch'))}
      <p class="centred">
        <button
          class="button plain"
          @click=${() => {
            this.query = '';
            this.filter = 'all';
          }}
        >
          ${text('inventory.clear')}
        </button>
      </p>
    </div>`;
  }

  #group(title: TextKey, items: readonly TemplateResult[]): TemplateResult | typeof nothing {
    return items.length === 0
      ? nothing
      : html`<section aria-labelledby=${title}>
          <h2 id=${title}>${text(title)}</h2>
          <ul class="grid">
            ${items}
          </ul>
        </section>`;
  }

  #thing(
    kind: IconName,
    health: Health,
    name: string,
    node: string,
    side: string,
    rest: TemplateResult | typeof nothing,
  ): TemplateResult {
    return html`<li class="card thing">
      <div class="top">
        ${health === 'ok' ? icon(kind, 'soft') : healthIcon(health)}
        <span class="title">
          <span class="name">${name}</span>
          <span class="small soft">${text('inventory.on', { node })}</span>
        </span>
        <span class="side number ${health === 'ok' ? '' : health}">${side}</span>
      </div>
      ${rest}
    </li>`;
  }

  #usage(name: string, health: Health, used: number, total: number): TemplateResult {
    return html`${bar(total === 0 ? 0 : used / total, name, levelOf(health))}
      <p class="small soft pair">
        <span>${text('inventory.used', { used: bytes(used), total: bytes(total) })}</span>
        <span>${text('inventory.free', { free: bytes(Math.max(0, total - used)) })}</span>
      </p>`;
  }

  #pool({ name, node, health, status, usedBytes, totalBytes }: PoolView): TemplateResult {
    const share = totalBytes === 0 ? 0 : usedBytes / totalBytes;
    return this.#thing(
      'pool',
      health,
      name,
      node,
      percent(share),
      html`${this.#usage(name, health, usedBytes, totalBytes)}
        ${status === 'ONLINE' ? nothing : html`<p class="small ${health}">${status}</p>`}`,
    );
  }

  #storage({ name, node, health, usedBytes, totalBytes }: StorageView): TemplateResult {
    const isKnown = usedBytes !== undefined && totalBytes !== undefined && totalBytes > 0;
    return this.#thing(
      'storage',
      health,
      name,
      node,
      isKnown ? percent(usedBytes / totalBytes) : '',
      isKnown
        ? this.#usage(name, health, usedBytes, totalBytes)
        : html`<p class="small soft">${text('inventory.usageUnknown')}</p>`,
    );
  }

  #disk({ name, node, health, smartHealth, wearPercent, sizeBytes }: DiskView): TemplateResult {
    return this.#thing(
      'disk',
      health,
      name,
      node,
      sizeBytes === undefined ? '' : bytes(sizeBytes),
      html`<p class="small soft pair">
        <span>${text('inventory.smart', { verdict: smartHealth })}</span>
        ${
          wearPercent === undefined
            ? nothing
            : html`<span>${text('inventory.wear', { percent: percent(wearPercent / 100) })}</span>`
        }
      </p>`,
    );
  }
}

define('steward-inventory', StewardInventory);
