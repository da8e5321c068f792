import { element } from './dom.js';

/** There are no logs in the preview: a panel about them says what it asks for, and shows nothing that was made up. */
export function drawLogs(body, panel) {
  const queries = (panel.targets ?? []).map(({ query }) => element('code', {}, query));
  body.replaceChildren(
    element(
      'div',
      { class: 'no-value no-logs' },
      element('p', {}, 'The preview has no logs; in Grafana this panel asks Elasticsearch:'),
      ...queries,
    ),
  );
}
