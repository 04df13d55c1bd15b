/** The part of Home Assistant’s `hass` object that the card uses. */
export interface Hass {
  readonly language: string;
  readonly themes?: { readonly darkMode?: boolean };
  readonly panels: Readonly<Record<string, { readonly url_path?: string } | undefined>>;
  readonly connection: HassConnection;
}

/** The part of home-assistant-js-websocket’s connection that the card uses. */
export interface HassConnection {
  readonly connected: boolean;
  subscribeMessage<Message>(
    callback: (message: Message) => void,
    command: { readonly type: string },
  ): Promise<() => Promise<void>>;
  addEventListener(event: 'ready' | 'disconnected', listener: () => void): void;
  removeEventListener(event: 'ready' | 'disconnected', listener: () => void): void;
}
