import { hours, minutes, seconds } from '../../models/duration';
import { joined, numberOfSeconds, printExpression, promql } from '../../rules/promql';

describe('expressions', () => {
  test('lose the indentation of their source and keep their own', () => {
    const inner = promql`
      a
        > 1
    `;
    expect(printExpression(inner)).toBe('a\n  > 1');
  });

  test('stand at the indentation of the line that they are put into', () => {
    const inner = joined([promql`a`, promql`b`], 'or');
    const outer = promql`
      (
        ${inner}
      ) > 0
    `;
    expect(printExpression(outer)).toBe('(\n  a\n  or\n  b\n) > 0');
    expect(printExpression(promql`f(${inner})`)).toBe('f(a\nor\nb)');
  });

  test('print windows and numbers of seconds in real time, and faster where asked', () => {
    const expression = promql`${numberOfSeconds(seconds(30))} * sum_over_time(x[${hours(1)}:${minutes(5)}])`;
    expect(printExpression(expression)).toBe('30 * sum_over_time(x[1h:5m])');
    expect(printExpression(expression, 60)).toBe('0.5 * sum_over_time(x[1m:5s])');
  });

  test('leave numbers that are no times alone, whatever the pace', () => {
    expect(printExpression(promql`x > ${0.05}`, 60)).toBe('x > 0.05');
  });
});
