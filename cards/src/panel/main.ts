import { createPanelLink } from '../links/panel-link.ts';
import { useLanguage } from '../texts/texts.ts';
import { StewardPanel } from './steward-panel.ts';
import { followTheme } from './theme.ts';

const liveUrl = (): string => {
  const url = new URL('panel/live', document.baseURI);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return url.href;
};

followTheme();
useLanguage(navigator.language);

const panel = new StewardPanel();
panel.link = createPanelLink({
  url: liveUrl(),
  conversationId: [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(''),
});
document.body.append(panel);
