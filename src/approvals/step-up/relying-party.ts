import { isIP } from 'node:net';

/** A site that passkeys are good for, in WebAuthn's words. */
export interface RelyingParty {
  /** A host's name without port: what a passkey is bound to. */
  readonly id: string;
  /** Where the page is, e.g. `https://home.example:8123`. */
  readonly origin: string;
}

/**
 * The sites among Home Assistant's own addresses that browsers let have passkeys: https with a name, or this very machine.
 * They come from its configuration and never from a request, so that no page can name itself.
 */
export const relyingPartiesOf = (addresses: readonly string[]): RelyingParty[] => {
  const parties = addresses.flatMap((address): RelyingParty[] => {
    if (!URL.canParse(address)) return [];
    const { protocol, hostname, origin } = new URL(address);
    const isHere = protocol === 'http:' && hostname === 'localhost';
    const hasName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
    return isHere || (protocol === 'https:' && hasName) ? [{ id: hostname, origin }] : [];
  });
  return parties.filter(
    (party, index) => parties.findIndex(({ origin }) => origin === party.origin) === index,
  );
};
