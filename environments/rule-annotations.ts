import { certainty, type Verdict } from '../models/promql';
import type { RuleContext } from './resolve-rule-files';

const address = /^https?:\/\/[^\s/?#"'\\]+(?:[/?#][^\s"'\\]*)?$/;

/** What a notification needs: a line that says what is wrong, and where it says what to do. */
export function checkAnnotations(
  annotations: Readonly<Record<string, string>>,
  series: Verdict['series'],
  { report, path }: RuleContext,
): void {
  const at = (name: string): readonly (string | number)[] => [...path, 'annotations', name];
  const { summary, runbook_url: runbook } = annotations;
  if (summary === undefined || summary.trim() === '')
    report(at('summary'), 'an alert has an annotation summary: one line that says what is wrong');
  else if (summary.trim().includes('\n') || summary.length > 200)
    report(at('summary'), 'a summary is one line of at most 200 characters; more goes into description');
  if (runbook === undefined)
    report(at('runbook_url'), 'an alert has an annotation runbook_url: the page that says what to do');
  else if (!address.test(runbook))
    report(
      at('runbook_url'),
      `"${runbook}" is no address; write a whole one, such as https://wiki.example.com/checkout-queue`,
    );
  for (const [name, text] of Object.entries(annotations)) {
    const opened = text.split('{{').length;
    if (opened !== text.split('}}').length)
      report(at(name), 'a template is opened with {{ and closed with }}; one of the two is missing');
    const lost = [...text.matchAll(/\$labels\.([a-zA-Z_]\w*)/g)]
      .map(([, label = '']) => label)
      .find((label) => series !== undefined && certainty(series.labels, label) === 'lacks');
    if (lost !== undefined && opened > 1)
      report(
        at(name),
        `the series of this alert have no label ${lost}, so the text would have a gap; keep it in the expression, or leave it out`,
      );
  }
}
