/** Models that no entry describes, for scenarios that give what is recorded of them. All are of one namespace and owner. */
const owner = { team: 'risk', tier: 'critical' } as const;

/** Labels that tell a model, as a selector has them. */
export const keyOf = (model: string): string => `namespace="serving", model_name="${model}"`;

/** That the inventory lists a model, for so many samples. */
export const listed = (model: string, samples: number) => ({
  series: `model:info{${keyOf(model)}, team="${owner.team}", tier="${owner.tier}", kind="online", traffic="continuous"}`,
  values: `1x${samples}`,
});

/** That an alert about a model fires; `more` are labels beside those that each has. */
export const firing = (model: string, severity: string, more: Readonly<Record<string, string>> = {}) => ({
  exp_labels: { severity, scope: 'model', namespace: 'serving', model_name: model, ...more, ...owner },
});
