import type { IncomingHttpHeaders } from 'node:http';

const hostOf = (protocol: string, host: string): string | undefined => {
  try {
    return new URL(`${protocol}//${host.trim()}`).host;
  } catch {
    return undefined;
  }
};

/**
 * Whether a browser sent this from a page of the very site that it is sent to. Asked before every WebSocket upgrade,
 * because browsers let any site open one and send the cookies along.
 *
 * Behind ingress the page has Home Assistant's origin. Home Assistant passes the browser's `Host` on and adds it as
 * `X-Forwarded-Host`; a reverse proxy before it may have replaced `Host` and set `X-Forwarded-Host` itself. So the
 * origin has to be one of those two. A foreign page can choose neither: it cannot set headers on an upgrade, and with a
 * name of its own pointed at Home Assistant it lacks Home Assistant's session cookie (SameSite=Strict, bound to the
 * real name), which the Supervisor checks before anything reaches Steward.
 *
 * In the demo only `Host` counts, which `whoIs` has found to name this machine.
 */
export const isSameOrigin = (headers: IncomingHttpHeaders, through: 'ingress' | 'demo'): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  let origin: URL;
  try {
    origin = new URL(headers.origin ?? '');
  } catch {
    return false;
  }
  if (origin.protocol !== 'http:' && origin.protocol !== 'https:') return false;
  const forwarded = through === 'ingress' ? String(headers['x-forwarded-host'] ?? '').split(',') : [];
  return [headers.host ?? '', ...forwarded].some(
    (host) => host.trim() !== '' && hostOf(origin.protocol, host) === origin.host,
  );
};
