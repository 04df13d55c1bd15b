import type { NobodyReason } from './identity.ts';

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

/** The page for a visitor whom nobody vouches for. Nothing of the request enters it. */
export const refusalPage = (reason: NobodyReason): string => {
  const { title, message, mend } = texts[reason];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Homelab Steward</title>
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
