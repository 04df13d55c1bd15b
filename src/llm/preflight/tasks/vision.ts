import { labelPicture } from '../picture.ts';
import { plain, type RoleTask } from '../role-task.ts';

const labels = [
  'RACK 7',
  'NAX 49',
  'PEARL 3',
  'HEX 974',
  'FAN 4',
  'TANK 93',
  'CPX 37',
  'LATHE 9',
  'KRAFT 4',
  'ECHX 73',
];

/** Labels to be read off. */
export const visionTasks: readonly RoleTask[] = labels.map((label) => ({
  request: {
    messages: [
      {
        role: 'system',
        content: [
          {
            kind: 'text',
            text: 'You read labels in pictures. Answer with what stands there, nothing else.',
            provenance: 'product',
          },
        ],
      },
      {
        role: 'user',
        content: [
          { kind: 'text', text: 'Read this picture.', provenance: 'product' },
          { kind: 'image', mediaType: 'image/png', data: labelPicture(label), provenance: 'image' },
        ],
      },
    ],
    maxOutputTokens: 100,
  },
  isSolved: ({ text }) => plain(text).includes(plain(label)),
}));
