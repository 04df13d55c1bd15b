/** What `npm start` sets for the process (scripts/with-node.mjs). */
export const productionEnvironment = { MALLOC_ARENA_MAX: '1' } as const;
