import type { Approvals } from '../approvals/approvals.ts';
import type { Approver } from '../approvals/approvers.ts';
import type { Clock } from '../core/clock.ts';
import { randomIds } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Store } from '../core/stores.ts';
import type { Texts } from '../core/texts/texts.ts';
import type { HomeAssistantClient } from '../homeassistant/client/client.ts';
import { createEscalationNotices } from '../homeassistant/phones/escalation-notices.ts';
import { createPhoneChannel, type PhoneChannel } from '../homeassistant/phones/phone-channel.ts';
import type { Runner } from '../workflow/runner.ts';
import type { DirectoryHolder } from './directory.ts';

/** What asks and tells people on their phones, and in Home Assistant where a phone stays silent. */
export interface Phones {
  readonly channel: PhoneChannel;
  start(): void;
  stop(): void;
}

/** The phones of the approvers; undefined without a Home Assistant. */
export const connectPhones = ({
  homeAssistant,
  approvals,
  runner,
  store,
  directory,
  approvers,
  detailsUri,
  clock,
  log,
  texts,
}: {
  readonly homeAssistant: HomeAssistantClient | undefined;
  readonly approvals: Approvals;
  readonly runner: Runner;
  readonly store: Store;
  readonly directory: DirectoryHolder;
  readonly approvers: () => readonly Approver[];
  /** Where the Details button leads. */
  readonly detailsUri: () => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly texts: Texts;
}): Phones | undefined => {
  if (homeAssistant === undefined) return undefined;
  const common = { homeAssistant, desk: approvals, keyValue: store.keyValue, clock, log, texts };
  const channel = createPhoneChannel({
    ...common,
    runs: runner,
    nonces: store.approvals,
    directory: directory.current,
    onDirectoryChange: directory.onChange,
    approvers,
    detailsUri,
    ids: randomIds,
  });
  const notices = createEscalationNotices(common);
  return {
    channel,
    start: () => {
      channel.start();
      notices.start();
    },
    stop: () => {
      notices.stop();
      channel.stop();
    },
  };
};
