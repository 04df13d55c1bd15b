import type { DeviceDescription, EntityDescription, EntityState } from '../protocol/to-integration.ts';

/**
 * What one source (an inventory object, or Steward itself) contributes to a picture. It is taken over as it is into the
 * next picture when neither the source nor anything else that it was made from has changed.
 */
export interface PictureSection {
  /** The inventory object, compared by identity; undefined for Steward's own section. */
  readonly source: object | undefined;
  /** Whatever else it was made from, as text. */
  readonly circumstances: string;
  readonly madeAtMs: number;
  /** Undefined where the entities sit on another section's device. */
  readonly device?: DeviceDescription;
  readonly entities: readonly DescribedEntity[];
}

/** An entity and how it is. Events have no state: they are told when they happen. */
export interface DescribedEntity {
  readonly description: EntityDescription;
  readonly state?: EntityState;
}

/**
 * Everything that Home Assistant is to show at one instant. Keys of devices are refs of objects, or `steward`; keys of
 * entities and states are `<device or storage>/<aspect>`, e.g. `proxmox:home/guest/101/cpu`. A device stands before
 * those that hang on it.
 */
export interface EntityPicture {
  readonly devices: ReadonlyMap<string, DeviceDescription>;
  readonly entities: ReadonlyMap<string, EntityDescription>;
  readonly states: ReadonlyMap<string, EntityState>;
  /** What the maps were made from, by the source's ref. Only the next picture looks at it. */
  readonly sections: ReadonlyMap<string, PictureSection>;
}

/** Joins sections, in their order, to a picture. */
export const joinSections = (sections: ReadonlyMap<string, PictureSection>): EntityPicture => {
  const devices = new Map<string, DeviceDescription>();
  const entities = new Map<string, EntityDescription>();
  const states = new Map<string, EntityState>();
  for (const section of sections.values()) {
    if (section.device !== undefined) devices.set(section.device.key, section.device);
    for (const { description, state } of section.entities) {
      entities.set(description.key, description);
      if (state !== undefined) states.set(description.key, state);
    }
  }
  return { devices, entities, states, sections };
};
