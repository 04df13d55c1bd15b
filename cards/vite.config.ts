import { join } from 'node:path';
import { defineConfig, type InlineConfig } from 'vite';

const root = import.meta.dirname;
const project = join(root, '..');

/** Where the built panel lies; the server serves it from there. */
export const panelFolder = join(project, 'src/http/panel/static');

/** Where the built card lies; the integration serves it from there. */
export const cardFolder = join(project, 'custom_components/homelab_steward/frontend');

/** Browsers since 2024: `light-dark()`, relative colours and container queries are used as they are. */
const target = ['chrome123', 'firefox128', 'safari17.5'];

const shared: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  // Relative addresses, because under ingress the page lies at a path that only Home Assistant knows.
  base: './',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** How the panel page is built. */
export const panelConfig = (folder: string): InlineConfig => ({
  ...shared,
  build: {
    outDir: folder,
    emptyOutDir: true,
    target,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});

/** How the card is built: into one file. */
export const cardConfig = (folder: string): InlineConfig => ({
  ...shared,
  publicDir: false,
  build: {
    outDir: folder,
    emptyOutDir: false,
    target,
    lib: { entry: join(root, 'src/card/main.ts'), formats: ['es'], fileName: () => 'steward-card.js' },
  },
});

const { configFile: _, ...panel } = panelConfig(panelFolder);

export default defineConfig(panel);
