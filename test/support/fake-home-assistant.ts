import { StewardError, UnknownOutcomeError } from '../../src/core/errors.ts';
import type { Phone } from '../../src/core/phones.ts';
import type {
  HomeAssistant,
  HomeAssistantEvent,
  HomeAssistantState,
} from '../../src/homeassistant/home-assistant.ts';

/** A notification as a phone gets it. */
export interface Received {
  readonly title?: string;
  readonly message: string;
  readonly data: {
    readonly tag: string;
    readonly actions?: readonly {
      readonly action: string;
      readonly title: string;
      readonly uri?: string;
      readonly authenticationRequired?: boolean;
      readonly destructive?: boolean;
    }[];
    readonly [field: string]: unknown;
  };
}

/** What is different about the next calls to a phone. */
export type PhoneFault = 'fails' | 'loses-reply' | 'hangs';

/** Home Assistant in memory, with phones that can be tapped. */
export interface FakeHomeAssistant extends HomeAssistant {
  /** Everything that came to a phone, in order. */
  received(notifyService: string): readonly Received[];
  /** What a phone shows under a tag; undefined when nothing, or when it was cleared or tapped away. */
  shows(notifyService: string, tag: string): Received | undefined;
  /** The person taps an action, by its title. */
  tap(phone: Phone, tag: string, title: string): void;
  /** Any event, also forged. */
  fire(event: Partial<HomeAssistantEvent> & Pick<HomeAssistantEvent, 'data'>): void;
  /** Sets how a phone fails from now on. */
  breakPhone(notifyService: string, fault: PhoneFault | undefined): void;
  setState(state: HomeAssistantState): void;
}

/** A phone with everything that makes it safe. */
export const safePhone = (notifyService: string, userId: string, change: Partial<Phone> = {}): Phone => ({
  notifyService,
  deviceName: notifyService.replace('mobile_app_', ''),
  userId,
  operatingSystem: 'Android',
  isEncrypted: true,
  hasPushUrl: true,
  hasWebsocketPush: true,
  ...change,
});

/** Makes a Home Assistant that is connected. */
export const createFakeHomeAssistant = (): FakeHomeAssistant => {
  const inboxes = new Map<string, Received[]>();
  const faults = new Map<string, PhoneFault>();
  const dismissed = new Set<Received>();
  const listeners = new Map<string, Set<(event: HomeAssistantEvent) => void>>();
  const stateListeners = new Set<(state: HomeAssistantState) => void>();
  let state: HomeAssistantState = { kind: 'connected' };
  const inbox = (notifyService: string): Received[] => inboxes.get(notifyService) ?? [];

  const fake: FakeHomeAssistant = {
    callService: async (domain, service, data) => {
      if (domain !== 'notify') throw new Error(`nobody may call ${domain}.${service}`);
      if (state.kind !== 'connected')
        throw new StewardError('not connected', { code: 'home-assistant.not-connected', kind: 'retry' });
      const fault = faults.get(service);
      if (fault === 'hangs') return new Promise(() => {});
      if (fault === 'fails')
        throw new StewardError('refused', { code: 'home-assistant.refused', kind: 'terminal' });
      inboxes.set(service, [...inbox(service), data as unknown as Received]);
      if (fault === 'loses-reply')
        throw new UnknownOutcomeError('lost', { code: 'home-assistant.lost-reply', kind: 'retry' });
    },
    onEvent: (eventType, listener) => {
      const own = listeners.get(eventType) ?? new Set();
      listeners.set(eventType, own.add(listener));
      return () => own.delete(listener);
    },
    listUsers: async () => [],
    state: () => state,
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    received: inbox,
    shows: (notifyService, tag) => {
      const last = inbox(notifyService).findLast(({ data }) => data.tag === tag);
      return last === undefined || last.message === 'clear_notification' || dismissed.has(last)
        ? undefined
        : last;
    },
    tap: (phone, tag, title) => {
      const shown = fake.shows(phone.notifyService, tag);
      const action = shown?.data.actions?.find((offered) => offered.title === title);
      if (shown === undefined || action === undefined)
        throw new Error(`${phone.notifyService} shows no action ${title}`);
      dismissed.add(shown);
      if (action.uri !== undefined) return;
      // Android echoes the notification; iOS does not.
      const echo = phone.operatingSystem === 'Android' ? { ...shown.data, message: shown.message } : {};
      fake.fire({
        data: { ...echo, action: action.action },
        context: { id: 'c', parent_id: null, user_id: phone.userId },
      });
    },
    fire: (event) => {
      for (const listener of listeners.get('mobile_app_notification_action') ?? [])
        listener({
          event_type: 'mobile_app_notification_action',
          origin: 'REMOTE',
          time_fired: '2026-11-22T20:00:00+00:00',
          context: { id: 'c', parent_id: null, user_id: null },
          ...event,
        });
    },
    breakPhone: (notifyService, fault) => {
      if (fault === undefined) faults.delete(notifyService);
      else faults.set(notifyService, fault);
    },
    setState: (next) => {
      state = next;
      for (const listener of stateListeners) listener(next);
    },
  };
  return fake;
};
