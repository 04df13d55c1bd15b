import { text } from '../texts/texts.ts';

/** What a dashboard says about the card. */
export interface CardConfig {
  readonly type: string;
  readonly title?: string;
  /** Default true. */
  readonly show_problems?: boolean;
  /** Default true. */
  readonly show_runs?: boolean;
  /** Path of the panel in Home Assistant, e.g. `/local_homelab_steward`. Found by itself when absent. */
  readonly panel_path?: string;
}

/** The form by which Home Assistant edits a {@link CardConfig}. */
export const configForm = () => ({
  schema: [
    { name: 'title', selector: { text: {} } },
    { name: 'show_runs', default: true, selector: { boolean: {} } },
    { name: 'show_problems', default: true, selector: { boolean: {} } },
    { name: 'panel_path', selector: { text: {} } },
  ],
  computeLabel: ({ name }: { readonly name: string }): string => {
    if (name === 'title') return text('card.configTitle');
    if (name === 'show_runs') return text('card.configRuns');
    if (name === 'show_problems') return text('card.configProblems');
    return text('card.configPath');
  },
});

/**
 * Checks what a dashboard says, as Home Assistant expects: by throwing.
 * @throws Error naming the option
 */
export const checkConfig = (config: CardConfig): CardConfig => {
  if (typeof config !== 'object' || config === null) throw new Error('The card’s configuration is missing.');
  if (config.panel_path !== undefined && !/^\/(?!\/)[\w/-]*$/.test(config.panel_path))
    throw new Error('panel_path: a path in Home Assistant is expected, which begins with a single /.');
  return config;
};

/**
 * The path of Steward’s panel: Home Assistant names an app’s panel by the app’s slug, which ends in `homelab_steward`
 * behind the short name of the repository that it was installed from.
 */
export const findPanelPath = (
  panels: Readonly<Record<string, unknown>>,
  configured: string | undefined,
): string | undefined => {
  if (configured !== undefined && configured !== '') return configured;
  const path = Object.keys(panels).find((name) => /(^|_)homelab[_-]steward$/.test(name));
  return path === undefined ? undefined : `/${path}`;
};
