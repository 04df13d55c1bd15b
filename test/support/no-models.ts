import type { ModelRouteDeps } from '../../src/http/control/model-routes.ts';

const unused = () => {
  throw new Error('not asked for here');
};

/** A Steward without language models, for the control socket. */
export const noModels: ModelRouteDeps = {
  models: [],
  admissions: { get: () => undefined },
  preflight: { check: unused },
  gateway: { route: unused },
  classOfText: async () => 'internal',
  sent: { list: () => [], get: () => undefined },
};
