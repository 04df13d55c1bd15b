import { StewardError } from '../../core/errors.ts';

/** A system that a workflow needs and this homelab does not have. */
export interface MissingSystem {
  /** e.g. `kubernetes`; for Steward's own part `language-model`. */
  readonly system: string;
  /** As people write it: "Kubernetes". */
  readonly title: string;
  /** Ids of the steps that need it. */
  readonly steps: readonly string[];
  /** How it is configured, or that this Steward cannot use it. */
  readonly mend: string;
}

interface KnownSystem {
  readonly title: string;
  /** How it is connected; absent when this Steward cannot change it at all. */
  readonly configure?: string;
  /** Why it cannot be used at all, where that is not for want of an adapter. */
  readonly unable?: string;
}

/** Every system that steps may need, with how it is connected. */
const knownSystems: Readonly<Record<string, KnownSystem>> = {
  proxmox: { title: 'Proxmox VE', configure: 'Add its address and an API token to the option `proxmox`.' },
  ssh: {
    title: 'a host that is reached over SSH',
    configure: 'Add the host, a user and the fingerprint of its key to the option `hosts`.',
  },
  kubernetes: { title: 'Kubernetes' },
  flux: { title: 'Flux' },
  maas: { title: 'MAAS' },
  opnsense: { title: 'OPNsense' },
  grafana: { title: 'Grafana' },
  'uptime-kuma': { title: 'Uptime Kuma' },
  'language-model': {
    title: 'a language model',
    unable: 'Steward lets no language model configure a service',
  },
};

/**
 * Describes a system that is missing.
 * @param isSupported whether this Steward has the steps for it, so that configuring it is enough
 */
export const missingSystem = (
  system: string,
  steps: readonly string[],
  isSupported: boolean,
): MissingSystem => {
  const known = Object.hasOwn(knownSystems, system) ? knownSystems[system] : undefined;
  const title = known?.title ?? system;
  return {
    system,
    title,
    steps,
    mend:
      isSupported && known?.configure !== undefined
        ? known.configure
        : `${known?.unable ?? `This version of Steward cannot change ${title} yet, so no option connects it`}; leave these steps out, or do them by hand in an external-task step.`,
  };
};

/** The same text with a capital at its beginning. */
export const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Kubernetes is missing (needed by k3s-storage-update). …" */
export const describeMissing = ({ title, steps, mend }: MissingSystem): string =>
  `${sentenceStart(title)} is missing (needed by ${steps.join(', ')}). ${mend}`;

/** The refusal of a workflow whose systems are not all there. */
export const missingSystemsError = (workflow: string, missing: readonly MissingSystem[]): StewardError =>
  new StewardError(
    `The workflow ${workflow} cannot run here: ${missing.map((one) => `${one.title} is missing (needed by ${one.steps.join(', ')})`).join('; ')}.`,
    {
      code: 'plan.missing-system',
      kind: 'terminal',
      mend: [...new Set(missing.map(({ mend }) => mend))].join(' '),
      fields: Object.fromEntries(missing.map((one) => [one.system, describeMissing(one)])),
    },
  );
