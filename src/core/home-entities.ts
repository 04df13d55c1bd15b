import type { Picture } from './reply.ts';

/** An entity of Home Assistant that its owner shows to Assist. */
export interface HomeEntity {
  /** e.g. `sensor.rack_temperature` */
  readonly entityId: string;
  readonly name: string;
  /** Other names that people gave it. */
  readonly aliases: readonly string[];
  /** Room, where it has one. */
  readonly area?: string;
  /** As Home Assistant has it, e.g. `23.5`, `on`, `unavailable`. */
  readonly state: string;
  readonly unit?: string;
  /** What it measures or tells, e.g. `temperature` or `occupancy`, where Home Assistant knows. */
  readonly deviceClass?: string;
  /** When the state changed last. Epoch milliseconds. */
  readonly changedAtMs: number;
}

/** What Home Assistant knows beside the homelab. Only what is exposed to Assist is ever seen. */
export interface HomeEntities {
  /** All of them, as they are now. Throws `home-assistant.*`. */
  all(): Promise<readonly HomeEntity[]>;
  /**
   * What a camera sees now.
   * @throws StewardError `home-assistant.no-camera` for one that is not exposed or has no picture
   */
  picture(entityId: string, signal: AbortSignal): Promise<Picture>;
}
