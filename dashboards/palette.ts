/**
 * The colours of every board, by meaning; no other file names one. They are names of Grafana's own palette, which it
 * adapts to its light and dark themes. States are told by text as well, for readers who do not see the difference.
 */
export const palette = {
  ok: 'green',
  info: 'blue',
  warning: 'orange',
  critical: 'red',
  /** Beside `critical`, where both occur in one chart. */
  fatal: 'dark-red',
  neutral: 'text',
  absent: 'semi-dark-purple',
  deployment: 'blue',
  /** The one series of a chart that has only one. */
  primary: 'blue',
  errors: 'red',
  /** Requests that a full server turned away, among the errors. */
  rejections: 'orange',
  /** Series of one thing in several strengths, the strongest being the one to look at first. */
  faint: 'super-light-blue',
  medium: 'light-blue',
  strong: 'blue',
  strongest: 'dark-blue',
  /** Fill and scheme of heatmaps. */
  density: 'dark-orange',
  densityScheme: 'Oranges',
} as const;

export type Colour = (typeof palette)[keyof typeof palette];
