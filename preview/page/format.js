/** Values as Grafana prints them, for the units that the boards use. */

const rounded = (value, digits = 3) => {
  if (value === 0) return '0';
  const size = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(Math.max(digits - 1 - size, 0), 4);
  return value
    .toFixed(decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
};

function short(value) {
  const size = Math.abs(value);
  if (size >= 1e9) return `${rounded(value / 1e9)} Bil`;
  if (size >= 1e6) return `${rounded(value / 1e6)} Mil`;
  if (size >= 1e4) return `${rounded(value / 1e3)} K`;
  return rounded(value);
}

export function seconds(value) {
  const size = Math.abs(value);
  if (size === 0) return '0 s';
  if (size < 1e-3) return `${rounded(value * 1e6)} µs`;
  if (size < 1) return `${rounded(value * 1e3)} ms`;
  if (size < 120) return `${rounded(value)} s`;
  if (size < 7200) return `${rounded(value / 60)} min`;
  if (size < 172800) return `${rounded(value / 3600)} h`;
  return `${rounded(value / 86400)} d`;
}

/** Two units at most: `5 hours 2 mins`. */
export function age(value) {
  const units = [
    ['day', 86400],
    ['hour', 3600],
    ['min', 60],
    ['s', 1],
  ];
  let rest = Math.max(0, Math.round(value));
  const parts = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (name === 's' && parts.length === 0)) {
      parts.push(`${count} ${name}${count === 1 || name === 's' ? '' : 's'}`);
    }
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** `decimals`: places behind the point, where a panel wants others than the usual three digits. */
export function format(value, unit, decimals) {
  if (value === undefined || value === null || !Number.isFinite(value)) return '–';
  const number = (of) => (decimals === undefined ? rounded(of) : of.toFixed(decimals));
  switch (unit) {
    case 'reqps':
      return `${number(value)} req/s`;
    case 'percentunit':
      return `${number(value * 100)}%`;
    case 's':
      return seconds(value);
    case 'ms':
      return seconds(value / 1e3);
    case 'µs':
      return seconds(value / 1e6);
    case 'dtdurations':
      return age(value);
    case 'ns':
      return seconds(value / 1e9);
    case 'watt':
      return Math.abs(value) >= 1e4 ? `${number(value / 1e3)} kW` : `${number(value)} W`;
    case 'celsius':
      return `${number(value)} °C`;
    case 'short':
    case 'none':
      return short(value);
    default: {
      const [kind, text] = (unit ?? '').split(/:(.*)/s);
      if (kind === 'suffix') return `${number(value)}${text}`;
      if (kind === 'count') return `${short(value)} ${text}`;
      return short(value);
    }
  }
}

export const clock = (milliseconds) =>
  new Date(milliseconds).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** `{{model_name}}` in a legend is the series' label; without a legend the labels speak. */
export function legend(template, labels) {
  if (template !== '') return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => labels[label] ?? '');
  const pairs = Object.entries(labels).filter(([name]) => name !== '__name__');
  return pairs.map(([name, value]) => `${name}=${value}`).join(', ');
}

/** The colour band that a value lies in. */
export function stepColour(thresholds, value) {
  let found = 'text';
  for (const step of thresholds?.steps ?? []) {
    if (step.value === null || value >= step.value) found = step.color;
  }
  return found;
}

/** The text and colour that a panel gives a value instead of a number. */
export function mapped(mappings, value) {
  for (const mapping of mappings ?? []) {
    if (mapping.type === 'value' && String(value) in mapping.options) return mapping.options[String(value)];
    if (mapping.type === 'regex' && new RegExp(`^(?:${mapping.options.pattern})$`).test(value ?? ''))
      return mapping.options.result;
  }
  return undefined;
}
