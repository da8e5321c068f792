/** From which values on something is wrong below the models, for alerts and for the lines of boards. */
export const platformLimits = {
  /** Share of its interval that a group of rules may take. */
  groupBusy: 0.8,
  /** Share of a job's targets that must answer. */
  targetsUp: 0.9,
  /** Share of heartbeats that may fail. */
  heartbeatsFailed: 0.5,
  /** Samples of ten minutes that failing fetches store about themselves, at most. */
  longTermSamples: 50,
  /** Used share of the heap of a node of Elasticsearch. */
  heapUsed: 0.9,
  /** Used share of a queue of Logstash, and of bulk requests those of which a document was refused. */
  queueUsed: 0.8,
  refused: 0.1,
  /** Share of their time that workers of a pipeline are busy. */
  workersBusy: 0.95,
} as const;
