import { boardUids, viewPanel } from '../../models/links';
import { alertPanel } from '../../models/names';
import { lines } from '../queries';

/**
 * With where the panel of the alert is, in one label: the board of its model, or the one board that has it. What the
 * catalogue does not know, such as alerts of a company's own, has none. `key` are
 * the labels of the expression.
 */
export const withPanel = (expr: string, key: string): string => {
  const placed = (matcher: string): string =>
    lines(`(${expr})`, `* on (alertname) group_left (board, panel) ${alertPanel}{${matcher}}`).replaceAll(
      '\n',
      '\n  ',
    );
  const ofModels = boardUids.model('');
  const joined = (alerts: string): string =>
    lines(
      'label_join(',
      `  ${alerts.replaceAll('\n', '\n  ')},`,
      `  "opens", "${viewPanel}", "board", "panel"`,
      ')',
    );
  return lines(
    joined(
      lines(
        'label_replace(',
        `  ${placed(`board="${ofModels}"`)},`,
        `  "board", "${ofModels}$1", "model_name", "(.+)"`,
        ')',
      ),
    ),
    `or on (${key}) ${joined(placed(`board!="${ofModels}"`))}`,
    `or on (${key}) ${expr}`,
  );
};
