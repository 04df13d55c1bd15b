/** The variables of Home Assistant’s theme that the panel follows. */
const themeVariables = [
  '--primary-color',
  '--primary-background-color',
  '--card-background-color',
  '--primary-text-color',
  '--divider-color',
  '--error-color',
  '--warning-color',
  '--success-color',
  '--ha-card-border-radius',
  '--ha-card-border-width',
  '--ha-card-border-color',
  '--ha-font-family-body',
];

/** The root element of Home Assistant’s page when the panel stands in it (ingress has the same origin). */
const homeAssistantRoot = (): HTMLElement | undefined => {
  if (window.parent === window) return undefined;
  try {
    return window.parent.document.documentElement;
  } catch {
    return undefined;
  }
};

/** Whether a colour is dark, by its luminance as the browser computes it. */
const isDark = (color: string): boolean => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 255, green = 255, blue = 255] = context.getImageData(0, 0, 1, 1).data;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
};

/**
 * Gives the panel Home Assistant’s theme, and keeps it when the theme changes. On a page of its own the panel follows
 * the system’s light or dark by style sheet alone.
 */
export const followTheme = (): void => {
  const source = homeAssistantRoot();
  if (source === undefined) return;
  const target = document.documentElement;
  const copy = (): void => {
    const computed = source.ownerDocument.defaultView?.getComputedStyle(source);
    for (const name of themeVariables) {
      const value = computed?.getPropertyValue(name).trim() ?? '';
      if (value === '' || value.includes('url(')) target.style.removeProperty(name);
      else target.style.setProperty(name, value);
    }
    const background = computed?.getPropertyValue('--primary-background-color').trim() ?? '';
    target.style.colorScheme = background === '' ? '' : isDark(background) ? 'dark' : 'light';
  };
  copy();
  new MutationObserver(copy).observe(source, { attributes: true, attributeFilter: ['style', 'class'] });
  window.parent.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', copy);
};
