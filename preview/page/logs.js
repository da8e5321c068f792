import { element } from './dom.js';

/** There are no logs in the preview: a panel about them says what it asks for, and shows nothing that was made up. */
export function drawLogs(body, panel) {
  body.replaceChildren(
    element('p', { class: 'no-value' }, 'The preview has no logs; in Grafana this panel asks Elasticsearch.'),
    ...(panel.targets ?? []).map(({ query }) =>
      element('p', { class: 'lucene' }, element('code', {}, query)),
    ),
  );
}
