/** An event of Home Assistant's bus, as it comes over the WebSocket. */
export interface HomeAssistantEvent {
  readonly event_type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** `REMOTE` when it came in over an HTTP interface (a phone's webhook), `LOCAL` when something inside fired it. */
  readonly origin: 'LOCAL' | 'REMOTE' | string;
  readonly time_fired: string;
  readonly context: {
    readonly id: string;
    readonly parent_id: string | null;
    readonly user_id: string | null;
  };
}

/** Whether Home Assistant can be talked to. */
export type HomeAssistantState =
  | { readonly kind: 'connected' }
  | { readonly kind: 'waiting'; readonly reason: string }
  /** A person has to mend it; Steward keeps trying slowly all the same. */
  | { readonly kind: 'refused'; readonly reason: string; readonly mend: string };

/** Home Assistant as the rest of Steward sees it. */
export interface HomeAssistant {
  /**
   * Calls an action (service). Never repeated: a call whose reply was lost may have run.
   * @throws UnknownOutcomeError `home-assistant.lost-reply`
   * @throws StewardError `home-assistant.not-connected` (retry), `home-assistant.refused` (terminal)
   */
  callService(domain: string, service: string, data: Readonly<Record<string, unknown>>): Promise<void>;
  /** Listens to one event type, over reconnections too. @returns unsubscribe */
  onEvent(eventType: string, listener: (event: HomeAssistantEvent) => void): () => void;
  /** Active people with an account, less Home Assistant's own system users. */
  listUsers(): Promise<
    readonly { readonly userId: string; readonly name: string; readonly isAdmin: boolean }[]
  >;
  state(): HomeAssistantState;
  onState(listener: (state: HomeAssistantState) => void): () => void;
}
