import type { OutgoingEvent } from './event.ts';

const attribution = { name: 'Homelab Steward', url: 'https://github.com/homelab-steward/homelab-steward' };

/** Languages that the conversation understands. */
const languages = [{ code: 'en', name: 'English' }] as const;

/**
 * The answer to `describe`: one program that handles text, with a model for each language. Home control stays false, so
 * that a pipeline that prefers Home Assistant's own sentences keeps all of them: what is not about the homelab cannot be
 * given back over Wyoming.
 * @param version Steward's own, e.g. `0.1.0`
 */
export const infoEvent = (version: string): OutgoingEvent => ({
  type: 'info',
  data: {
    asr: [],
    tts: [],
    handle: [
      {
        name: 'homelab-steward',
        description:
          'Answers questions about the homelab, and takes requests for changes that people approve',
        attribution,
        installed: true,
        version,
        models: languages.map(({ code, name }) => ({
          name: `homelab-steward-${code}`,
          description: name,
          attribution,
          installed: true,
          version,
          languages: [code],
        })),
        supports_handled_streaming: false,
        supports_home_control: false,
      },
    ],
    intent: [],
    wake: [],
    mic: [],
    snd: [],
  },
});
