import { createHash } from 'node:crypto';
import type { NobodyReason } from './identity.ts';
import { securityHeaders } from './security-headers.ts';

/** What a refused visitor is told: what happened and how to open the panel. */
export interface RefusalText {
  readonly title: string;
  readonly message: string;
  readonly mend: string;
}

const sidebar = 'In Home Assistant, open Homelab Steward from the sidebar.';

const texts: Readonly<Record<NobodyReason, RefusalText>> = {
  'not-through-home-assistant': {
    title: 'Open this panel in Home Assistant',
    message:
      'Nobody vouches for who you are here, so nothing is shown and nothing can be decided at this address.',
    mend: sidebar,
  },
  'user-missing': {
    title: 'Home Assistant did not say who you are',
    message: 'This session was opened without a user, so nothing can be shown or decided in it.',
    mend: `Sign in to Home Assistant again. ${sidebar}`,
  },
  'user-unknown': {
    title: 'Home Assistant does not know this user',
    message: 'The user of this session is not, or no longer, among the users of Home Assistant.',
    mend: `Sign in to Home Assistant as a user that exists. ${sidebar}`,
  },
  'forged-host': {
    title: 'Open the demo under its own address',
    message:
      'The demo is for the machine that it runs on. It was called by a name that is not that machine’s.',
    mend: 'Open the address that Homelab Steward printed when it started, which begins with http://localhost.',
  },
};

/** Why a visitor is refused, in plain words. */
export const refusalText = (reason: NobodyReason): RefusalText => texts[reason];

const style = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.6 system-ui, sans-serif;
  background: light-dark(#f4f6f8, #101418); color: light-dark(#1b2228, #e6eaee); }
main { max-width: 30rem; padding: 2rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.3; }
`;

/** Headers of the page: as strict as the panel's, with its one style sheet allowed by its digest. */
export const refusalHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
};

/** The page for a visitor whom nobody vouches for. Nothing of the request enters it. */
export const refusalPage = (reason: NobodyReason): string => {
  const { title, message, mend } = texts[reason];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Homelab Steward</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${message}</p>
<p>${mend}</p>
</main>
</body>
</html>
`;
};
