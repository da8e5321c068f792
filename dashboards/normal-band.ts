import type { Model } from '../models/model';
import { records } from '../models/records';
import { palette } from './palette';
import type { Series } from './panel-timeseries';
import { seriesOf } from './queries';

const [highest, lowest] = ['highest normal', 'lowest normal'];

/** Both ends of the band in which a value is normal by its own past, with what is between them filled. */
export const normalBand = (series: string, model: Model): readonly Series[] => [
  {
    expr: seriesOf(records.upperOf(series), model),
    legend: highest,
    colour: palette.faint,
    fillDownTo: lowest,
  },
  { expr: seriesOf(records.lowerOf(series), model), legend: lowest, colour: palette.faint },
];
