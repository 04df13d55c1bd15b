import type { Overview } from '../../../src/core/overview.ts';

/**
 * How things stand with Steward. `absent`: there is no Steward at the other end (its integration is not set up);
 * `disconnected`: Home Assistant is there, Steward is not.
 */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'absent' | 'disconnected';

/** What a link tells. */
export interface LinkListener {
  overview(overview: Overview): void;
  connection(state: ConnectionState): void;
}

/** Where overviews come from: Steward itself (the panel) or Home Assistant (the card). */
export interface OverviewLink {
  /** Starts the link and keeps it up until the returned function is called. */
  open(listener: LinkListener): () => void;
}
