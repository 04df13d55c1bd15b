import { StewardError } from '../../core/errors.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import { type CallContext, unknownOutcome } from './reply-error.ts';

/**
 * What it means that an exchange came to no complete answer. Pure.
 * @param origin `https://host:port`
 * @returns UnknownOutcomeError for a write that may have left; otherwise nothing happened
 */
export const exchangeError = (call: CallContext, origin: string, failure: ExchangeFailure): StewardError => {
  if (call.isWrite && failure.mayBeSent) return unknownOutcome(call.name, 'its answer was lost', failure);
  const where = `Proxmox ${call.name} at ${origin}`;
  switch (failure.reason) {
    case 'certificate':
      return new StewardError(`${where} shows a certificate that is not trusted: ${failure.message}.`, {
        code: 'proxmox.certificate',
        kind: 'terminal',
        mend:
          'If you renewed it, compare this fingerprint with Node > System > Certificates in Proxmox and set it as ' +
          'fingerprint. If not, find out who answers there.',
        cause: failure,
      });
    case 'not-tls':
      return new StewardError(`${where} does not speak HTTPS.`, {
        code: 'proxmox.not-proxmox',
        kind: 'terminal',
        mend: 'Check host and port; Proxmox listens on 8006.',
        cause: failure,
      });
    case 'name-unknown':
      return new StewardError(`${where} cannot be found: its name has no address.`, {
        code: 'proxmox.unknown-host',
        kind: 'terminal',
        mend: 'Check the host in the url and your DNS, or use an IP address.',
        cause: failure,
      });
    case 'too-large':
      return new StewardError(`${where} sent more than a Proxmox does.`, {
        code: 'proxmox.not-proxmox',
        kind: 'terminal',
        mend: 'Check that the url leads to Proxmox itself.',
        cause: failure,
      });
    case 'aborted':
      return new StewardError(`Reading from Proxmox ${call.name} was broken off.`, {
        code: 'proxmox.aborted',
        kind: 'retry',
        cause: failure,
      });
    case 'timeout':
      return new StewardError(`${where} does not answer: ${failure.message}.`, {
        code: 'proxmox.timeout',
        kind: 'retry',
        mend: 'Check that it is not overloaded and that no firewall is in between.',
        cause: failure,
      });
    case 'lost':
      return new StewardError(`The connection to ${where} broke off before the answer was complete.`, {
        code: 'proxmox.connection-lost',
        kind: 'retry',
        mend: 'Check the network between Steward and Proxmox.',
        cause: failure,
      });
    case 'unreachable':
      return new StewardError(`${where} cannot be reached: ${failure.message}.`, {
        code: 'proxmox.unreachable',
        kind: 'retry',
        mend: 'Check that it is switched on and that host and port are right.',
        cause: failure,
      });
  }
};
