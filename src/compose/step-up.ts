import { join } from 'node:path';
import type { Approver } from '../approvals/approvers.ts';
import { type RelyingParty, relyingPartiesOf } from '../approvals/step-up/relying-party.ts';
import { createSecretBox, secretKeyFileName } from '../approvals/step-up/secret-box.ts';
import { createStepUp, type StepUp } from '../approvals/step-up/step-up.ts';
import type { Clock } from '../core/clock.ts';
import { asStewardError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { KeyValueStore } from '../core/stores.ts';
import type { HomeAssistantClient } from '../homeassistant/client/client.ts';

/**
 * The step-up over the store, with passkeys for the addresses that Home Assistant’s network settings name; they are read
 * each time it connects.
 */
export const composeStepUp = ({
  dataFolder,
  keyValue,
  approvers,
  homeAssistant,
  demoAddress,
  clock,
  log,
}: {
  readonly dataFolder: string;
  readonly keyValue: KeyValueStore;
  readonly approvers: () => readonly Approver[];
  readonly homeAssistant: HomeAssistantClient | undefined;
  /** Where a browser on this machine opens the demo; undefined outside of it. */
  readonly demoAddress: () => string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}): StepUp => {
  let addresses: readonly string[] = [];
  const readAddresses = (): void => {
    homeAssistant?.ownAddresses().then(
      (read) => {
        addresses = read;
      },
      (thrown: unknown) =>
        log.warn('Home Assistant did not say its addresses, so passkeys wait for them.', {
          error: asStewardError(thrown).message,
        }),
    );
  };
  homeAssistant?.onState(({ kind }) => {
    if (kind === 'connected') readAddresses();
  });
  if (homeAssistant?.state().kind === 'connected') readAddresses();
  const relyingParties = (): readonly RelyingParty[] => {
    const demo = demoAddress();
    return relyingPartiesOf(demo === undefined ? addresses : [...addresses, demo]);
  };
  return createStepUp({
    keyValue,
    secretBox: createSecretBox(join(dataFolder, secretKeyFileName)),
    approvers,
    relyingParties,
    clock,
    log,
  });
};
